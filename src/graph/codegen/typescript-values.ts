/** Values as TypeScript writes them. */
import { numberText } from './layer-arguments.ts';

export function typescriptValue(value: unknown): string {
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'string')
    return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
  if (Array.isArray(value)) return `[${value.map(typescriptValue).join(', ')}]`;
  return String(value ?? null);
}

/** `{ name: value, … }`; an empty record as `{}`. */
export function typescriptRecord(entries: readonly (readonly [string, unknown])[]): string {
  if (entries.length === 0) return '{}';
  return `{ ${entries.map(([key, value]) => `${key}: ${typescriptValue(value)}`).join(', ')} }`;
}
