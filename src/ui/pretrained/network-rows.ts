/** The rows of the table of networks, and how they are sorted and searched. */
import { measuredKey } from '#state/pretrained-store.ts';
import { networkFacts } from '#zoo/network-facts.ts';
import { zooNetworks } from '#zoo/registry.ts';
import { weightsSources } from '#zoo/weights/weights-sources.ts';

export interface NetworkRow {
  /** Its name in the zoo: `MobileNet_0.25`. */
  readonly name: string;
  readonly label: string;
  readonly family: string;
  readonly parameters: number;
  /** Of all its weights, 32 bits each. */
  readonly bytes: number;
  /** Shares of 1; null where none is stated. */
  readonly top1: number | null;
  readonly top5: number | null;
  /** Pixels on each side. */
  readonly input: number;
  readonly multiplyAdds: number;
  readonly licence: string | null;
  /** Keys that its files have among the downloaded ones. */
  readonly fileIds: readonly string[];
}

export type NetworkColumn = Exclude<keyof NetworkRow, 'name' | 'family' | 'fileIds'> | 'measured';

export interface Sorting {
  readonly column: NetworkColumn;
  readonly isDescending: boolean;
}

/** `MobileNet_0.25` → `MobileNet 0.25`. */
export function networkLabel(name: string): string {
  return name.replaceAll('_', ' ');
}

/** In the zoo's order, families together. */
export const networkRows: readonly NetworkRow[] = zooNetworks.map((network) => {
  const { name, family, accuracy, defaultSize, licence } = network;
  const { parameters, multiplyAdds } = networkFacts(name);
  const sources = [true, false].flatMap((includeTop) => weightsSources(network, { includeTop, size: defaultSize }));
  return {
    name,
    label: networkLabel(name),
    family,
    parameters,
    bytes: parameters * 4,
    top1: accuracy?.top1 ?? null,
    top5: accuracy?.top5 ?? null,
    input: defaultSize,
    multiplyAdds,
    licence,
    fileIds: sources.flatMap(({ file }) => [file.id, `half/${file.id}`]),
  };
});

/** The rows whose name, family or licence has every word of the query. */
export function searchRows(rows: readonly NetworkRow[], query: string): readonly NetworkRow[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(({ label, name, family, licence }) => {
    const text = `${label} ${name} ${family} ${licence ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Sorted by a column; rows with nothing in it come last either way. */
export function sortRows(
  rows: readonly NetworkRow[],
  { column, isDescending }: Sorting,
  measured: Readonly<Record<string, number>>,
): readonly NetworkRow[] {
  const cellOf = (row: NetworkRow) =>
    column === 'measured' ? (measured[measuredKey(row.name, row.input)] ?? null) : row[column];
  return rows.toSorted((one, other) => {
    const [a, b] = [cellOf(one), cellOf(other)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    const order =
      typeof a === 'string' || typeof b === 'string'
        ? String(a).localeCompare(String(b), 'en', { numeric: true })
        : a - b;
    return isDescending ? -order : order;
  });
}
