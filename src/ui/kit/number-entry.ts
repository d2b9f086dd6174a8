/** Judges what a person typed into a number field. */
import { failure, type Result, success } from '#base/result.ts';

export interface NumberLimits {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly integer?: boolean | undefined;
}

/** The number that `text` says, or the sentence that says what is wrong with it. */
export function readNumber(text: string, { min, max, integer }: NumberLimits): Result<number, string> {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) return failure('Enter a number.');
  if (min !== undefined && max !== undefined && (value < min || value > max)) {
    return failure(`Must be between ${min} and ${max}.`);
  }
  if (min !== undefined && value < min) return failure(`Must be at least ${min}.`);
  if (max !== undefined && value > max) return failure(`Must be at most ${max}.`);
  if (integer && !Number.isInteger(value)) return failure('Must be a whole number.');
  return success(value);
}
