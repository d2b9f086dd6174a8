import { formatCount } from '#base/format.ts';
import type { FieldControl } from '../layer-definition.ts';

/** What a setting takes, in words: `a whole number from 1 to 4,096`. */
export function expectedValues(field: FieldControl): string {
  switch (field.control) {
    case 'integer':
      return `a whole number from ${range(field)}`;
    case 'number':
      return `a number from ${range(field)}`;
    case 'integers':
      return `${field.parts.length} whole numbers (${field.parts.join(', ')}) from ${range(field)}`;
    case 'numbers':
      return `${field.parts.length} numbers (${field.parts.join(', ')}) from ${range(field)}`;
    case 'shape':
      return `whole numbers from ${range(field)}, such as 28, 28, 1`;
    case 'choice':
      return `one of ${field.options.join(', ')}`;
    case 'switch':
      return 'on or off';
  }
}

function range({ min, max, unit }: { readonly min: number; readonly max: number; readonly unit?: string }): string {
  const format = (limit: number) => (Number.isInteger(limit) ? formatCount(limit) : String(limit));
  return `${format(min)} to ${format(max)}${unit ? `\u202f${unit}` : ''}`;
}
