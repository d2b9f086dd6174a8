/** Values as Python writes them. */
import { numberText } from './layer-arguments.ts';

/** Numbers, texts, flags, null, tuples and dictionaries of these. */
export function pythonValue(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return numberText(value);
  // JSON's escapes are Python's too.
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `(${value.map(pythonValue).join(', ')}${value.length === 1 ? ',' : ''})`;
  if (typeof value === 'object') {
    const entries = Object.entries(value).map(([key, each]) => `${pythonValue(key)}: ${pythonValue(each)}`);
    return `{${entries.join(', ')}}`;
  }
  throw new Error(`Assertion failed: no layer has the setting ${JSON.stringify(value)}`);
}

/** `name=value, …`. */
export function pythonArguments(settings: readonly (readonly [string, unknown])[]): string {
  return settings.map(([name, value]) => `${name}=${pythonValue(value)}`).join(', ');
}

/** A call in one line, or, where that is too long, a line for each argument. */
export function pythonCall(callee: string, settings: readonly string[], indent: string, behind = ''): string {
  const line = `${callee}(${settings.join(', ')})${behind}`;
  if (indent.length + line.length <= 100) return line;
  return `${callee}(\n${settings.map((each) => `${indent}    ${each},\n`).join('')}${indent})${behind}`;
}
