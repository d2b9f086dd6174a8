/**
 * The class names beside YOLO's labels: `classes.txt` or `obj.names`, one a line; or `names` of a `data.yaml`, as a list or
 * by number. Of YAML only what such files hold is read, and nothing in it is ever run.
 */

import { maxClasses } from './annotation-limits.ts';

/** One name a line, in the order of their numbers. */
export function readNameLines(text: string): readonly string[] {
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r\n?|\n/)
    .map((line) => line.trim());
  const last = lines.findLastIndex((line) => line !== '');
  return lines.slice(0, last + 1).map((line, index) => (line === '' ? `class ${index}` : line));
}

/** The names of a `data.yaml`; null where it has none. */
export function readYamlNames(text: string): readonly string[] | null {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n?|\n/);
  const start = lines.findIndex((line) => /^names\s*:/.test(line));
  if (start < 0) return null;
  const rest = (lines[start] ?? '').replace(/^names\s*:/, '');
  const entries =
    withoutComment(rest) === ''
      ? blockEntries(lines.slice(start + 1))
      : flowEntries([rest, ...lines.slice(start + 1)].join('\n'));
  if (entries === null || entries.length === 0) return null;
  const names: string[] = [];
  for (const [place, { key, value }] of entries.entries()) {
    const index = key ?? place;
    if (index < maxClasses) names[index] = value;
  }
  return Array.from(names, (name, index) => name ?? `class ${index}`);
}

interface Entry {
  /** The class's number, where it is written. */
  readonly key: number | null;
  readonly value: string;
}

/** `- cat` or `0: cat`, indented or not, up to the next key. */
function blockEntries(lines: readonly string[]): readonly Entry[] {
  const entries: Entry[] = [];
  for (const line of lines) {
    if (withoutComment(line) === '') continue;
    const item = /^\s*-\s+(.*)$/.exec(line) ?? /^\s+(\d+)\s*:\s*(.*)$/.exec(line);
    if (!item) break;
    const [, first = '', second] = item;
    entries.push(
      second === undefined ? { key: null, value: scalar(first) } : { key: Number(first), value: scalar(second) },
    );
  }
  return entries;
}

/** `[cat, "dog"]` or `{0: cat, 1: dog}`, over one line or several; null for anything else. */
function flowEntries(text: string): readonly Entry[] | null {
  const body = /^\s*(?:\[([^\]]*)\]|\{([^}]*)\})/.exec(text);
  if (!body) return null;
  const isKeyed = body[2] !== undefined;
  const pieces = (body[1] ?? body[2] ?? '').match(
    /\s*(?:\d+\s*:\s*)?(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*(?=,|$)|[^,]+/g,
  );
  return (pieces ?? [])
    .filter((piece) => piece.trim() !== '')
    .map((piece) => {
      const keyed = isKeyed ? /^\s*(\d+)\s*:\s*(.*)$/s.exec(piece) : null;
      return keyed ? { key: Number(keyed[1]), value: scalar(keyed[2] ?? '') } : { key: null, value: scalar(piece) };
    });
}

function withoutComment(line: string): string {
  return line.replace(/(^|\s)#.*$/, '').trim();
}

/** A value with its quotes and what follows them taken off. */
function scalar(text: string): string {
  const trimmed = text.trim();
  const double = /^"(?:[^"\\]|\\.)*"/.exec(trimmed)?.[0];
  if (double !== undefined) {
    try {
      return String(JSON.parse(double));
    } catch {
      return double.slice(1, -1);
    }
  }
  const single = /^'(?:[^']|'')*'/.exec(trimmed)?.[0];
  return single === undefined ? withoutComment(trimmed) : single.slice(1, -1).replaceAll("''", "'");
}

/** The `data.yaml` of a set whose pictures lie in `images` and whose labels lie in `labels`. */
export function writeDataYaml(classNames: readonly string[]): string {
  const names = classNames.map((name, index) => `  ${index}: ${JSON.stringify(name)}\n`).join('');
  return `path: .\ntrain: images\nval: images\nnc: ${classNames.length}\nnames:${names === '' ? ' []\n' : `\n${names}`}`;
}
