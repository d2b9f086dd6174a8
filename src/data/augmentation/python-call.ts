/**
 * Reads the keyword arguments of one call in Python, as it is written in a notebook: `ImageDataGenerator(rescale=1./255,
 * zoom_range=[0.8, 1.2])`. Numbers (also quotients and products), strings, True, False, None, lists and tuples; anything
 * else is kept as text.
 */
import { failure, type Result, success } from '#base/result.ts';

export type PythonValue = number | string | boolean | null | readonly PythonValue[] | { readonly source: string };

export interface PythonCall {
  /** What is called, without what stands before its last dot. */
  readonly name: string;
  readonly arguments: ReadonlyMap<string, PythonValue>;
}

const longest = 20_000;

/** How a value is written; `readPythonCall` reads it back as it was. */
export function pythonText(value: PythonValue): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'number') return String(value);
  return 'source' in value ? value.source : `[${value.map(pythonText).join(', ')}]`;
}

/** The fault is a sentence. Never throws. */
export function readPythonCall(text: string): Result<PythonCall, string> {
  if (text.length > longest) return failure(`The text is longer than ${longest} characters.`);
  const source = text.replaceAll(/(^|\s)#[^\n]*/g, '$1');
  const opened = /([A-Za-z_][\w.]*)\s*\(/.exec(source);
  if (!opened) return failure('There is no call in it, such as ImageDataGenerator(rotation_range=20).');
  const begin = opened.index + opened[0].length;
  const end = closingAt(source, begin);
  if (end < 0) return failure('The call’s last parenthesis is missing.');
  const found = new Map<string, PythonValue>();
  for (const piece of splitAtCommas(source.slice(begin, end))) {
    if (piece.trim() === '') continue;
    const assigned = /^\s*([A-Za-z_]\w*)\s*=(?!=)([\s\S]*)$/.exec(piece);
    if (!assigned) return failure(`“${piece.trim().slice(0, 60)}” has no name: write arguments as name=value.`);
    found.set(assigned[1] ?? '', readValue((assigned[2] ?? '').trim()));
  }
  return success({ name: (opened[1] ?? '').split('.').at(-1) ?? '', arguments: found });
}

/** Where the parenthesis closes that was opened before `begin`; -1 where it does not. */
function closingAt(source: string, begin: number): number {
  let depth = 1;
  for (const { index, character } of outsideStrings(source, begin)) {
    if ('([{'.includes(character)) depth++;
    if (')]}'.includes(character)) depth--;
    if (depth === 0) return index;
  }
  return -1;
}

function splitAtCommas(source: string): readonly string[] {
  const pieces: string[] = [];
  let depth = 0;
  let begin = 0;
  for (const { index, character } of outsideStrings(source, 0)) {
    if ('([{'.includes(character)) depth++;
    if (')]}'.includes(character)) depth--;
    if (character !== ',' || depth > 0) continue;
    pieces.push(source.slice(begin, index));
    begin = index + 1;
  }
  return [...pieces, source.slice(begin)];
}

function* outsideStrings(source: string, begin: number): Generator<{ index: number; character: string }> {
  let quote = '';
  for (let index = begin; index < source.length; index++) {
    const character = source.charAt(index);
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else yield { index, character };
  }
}

const words: Readonly<Record<string, PythonValue>> = { True: true, False: false, None: null };

function readValue(source: string): PythonValue {
  if (Object.hasOwn(words, source)) return words[source] ?? null;
  const quoted = /^(['"])([^'"]*)\1$/.exec(source);
  if (quoted) return quoted[2] ?? '';
  const bracketed = /^[([]([\s\S]*)[)\]]$/.exec(source);
  if (bracketed) {
    const pieces = splitAtCommas(bracketed[1] ?? '').filter((piece) => piece.trim() !== '');
    return pieces.map((piece) => readValue(piece.trim()));
  }
  return readNumber(source) ?? { source };
}

/** A number, or numbers joined by `/` and `*`, as in `1./255`. */
function readNumber(source: string): number | null {
  const parts = source.split(/\s*([*/])\s*/);
  let result: number | null = null;
  for (let at = 0; at < parts.length; at += 2) {
    const part = (parts[at] ?? '').replaceAll('_', '').replace(/^float\((.*)\)$/, '$1');
    if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(part)) return null;
    const number = Number(part);
    if (result === null) result = number;
    else result = parts[at - 1] === '/' ? result / number : result * number;
  }
  return result !== null && Number.isFinite(result) ? result : null;
}
