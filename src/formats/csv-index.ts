/** A table of `file,class` (and `split`, where it has one) beside pictures, by papaparse. */
import Papa from 'papaparse';

export interface IndexRow {
  /** As written: a path relative to the table, or a bare name. */
  readonly file: string;
  readonly className: string;
  /** As written; empty where the table has none. */
  readonly split: string;
  /** From 1, the header counted. */
  readonly line: number;
}

export interface ImageIndex {
  readonly rows: readonly IndexRow[];
  /** Lines that name no file or no class. */
  readonly faults: readonly { readonly line: number; readonly reason: string }[];
}

const headings = {
  file: ['file', 'filename', 'file_name', 'path', 'filepath', 'image', 'image_path', 'picture', 'id'],
  className: ['class', 'label', 'class_name', 'classname', 'category', 'target', 'name'],
  split: ['split', 'subset', 'set', 'partition', 'usage'],
} as const;

interface Columns {
  readonly file: number;
  readonly className: number;
  readonly split: number;
}

/** Reads comma-, semicolon- or tab-separated text, with a header or without (then: file, class, split). Never throws. */
export function parseImageIndex(text: string): ImageIndex {
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: false, delimitersToGuess: [',', ';', '\t', '|'] });
  const first = (data[0] ?? []).map((cell) =>
    cell
      .trim()
      .toLowerCase()
      .replace(/^\ufeff/, ''),
  );
  const found = columnsOf(first);
  const columns = found ?? { file: 0, className: 1, split: 2 };
  const rows: IndexRow[] = [];
  const faults: { line: number; reason: string }[] = [];
  for (const [place, cells] of data.entries()) {
    if ((found && place === 0) || cells.every((cell) => cell.trim() === '')) continue;
    const cell = (column: number) => (column < 0 ? '' : (cells[column] ?? '').trim());
    const row = {
      file: cell(columns.file),
      className: cell(columns.className),
      split: cell(columns.split),
      line: place + 1,
    };
    if (row.file === '') faults.push({ line: row.line, reason: 'It names no file.' });
    else if (row.className === '') faults.push({ line: row.line, reason: `It gives ${row.file} no class.` });
    else rows.push(row);
  }
  return { rows, faults };
}

function columnsOf(cells: readonly string[]): Columns | null {
  const place = (names: readonly string[]) => cells.findIndex((cell) => names.includes(cell));
  const file = place(headings.file);
  const className = place(headings.className);
  return file < 0 || className < 0 || file === className ? null : { file, className, split: place(headings.split) };
}

/** One line of such a table, quoted where it must be. */
export function formatIndex(rows: readonly (readonly string[])[]): string {
  return `${Papa.unparse(
    [...rows].map((row) => [...row]),
    { newline: '\n' },
  )}\n`;
}
