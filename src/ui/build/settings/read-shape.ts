/** Reads a list of whole numbers as a person types it: `28, 28, 1`, also with `×`, `x` or spaces between. */
import { failure, type Result, success } from '#base/result.ts';

export function readShape(text: string, min: number, max: number): Result<readonly number[], string> {
  const parts = text
    .trim()
    .replace(/^[([]|[)\]]$/g, '')
    .split(/[\s,×x]+/)
    .filter(Boolean);
  const sizes = parts.map(Number);
  if (sizes.length === 0) return failure('Enter numbers with commas between, such as 28, 28, 1.');
  const odd = sizes.findIndex((size) => !Number.isInteger(size));
  if (odd >= 0) return failure(`“${parts[odd]}” is not a whole number.`);
  const outside = sizes.find((size) => size < min || size > max);
  if (outside !== undefined) return failure(`${outside} is not between ${min} and ${max}.`);
  return success(sizes);
}
