import { ArrowDown, ArrowUp, HardDriveDownload } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { formatBytes, formatCount, formatPercent } from '#base/format.ts';
import { choosePretrained } from '#state/pretrained.ts';
import { measuredKey } from '#state/pretrained-store.ts';
import { classNames } from '../kit/class-names.ts';
import { TextField } from '../kit/TextField.tsx';
import { useStride } from '../stride-context.ts';
import {
  type NetworkColumn,
  type NetworkRow,
  networkRows,
  type Sorting,
  searchRows,
  sortRows,
} from './network-rows.ts';
import { formatMilliseconds, formatMultiplyAdds } from './pretrained-text.ts';

interface Column {
  readonly id: NetworkColumn;
  readonly label: string;
  readonly isNumber: boolean;
  cell(row: NetworkRow, measured: number | undefined): string;
}

const unknown = '–';

const columns: readonly Column[] = [
  { id: 'parameters', label: 'Parameters', isNumber: true, cell: ({ parameters }) => formatCount(parameters) },
  { id: 'bytes', label: 'Size', isNumber: true, cell: ({ bytes }) => formatBytes(bytes) },
  { id: 'top1', label: 'Top-1', isNumber: true, cell: ({ top1 }) => (top1 === null ? unknown : formatPercent(top1)) },
  { id: 'top5', label: 'Top-5', isNumber: true, cell: ({ top5 }) => (top5 === null ? unknown : formatPercent(top5)) },
  { id: 'input', label: 'Input', isNumber: true, cell: ({ input }) => `${input} × ${input}` },
  {
    id: 'multiplyAdds',
    label: 'Multiply-adds',
    isNumber: true,
    cell: ({ multiplyAdds }) => formatMultiplyAdds(multiplyAdds),
  },
  {
    id: 'measured',
    label: 'Measured here',
    isNumber: true,
    cell: (_, measured) => (measured === undefined ? unknown : formatMilliseconds(measured)),
  },
  { id: 'licence', label: 'Licence', isNumber: false, cell: ({ licence }) => licence ?? 'not stated' },
];

/** Every network of the zoo with what it costs and how well it did; a press on its name chooses it. */
export function NetworkTable() {
  const stride = useStride();
  const chosen = useStore(stride.pretrained, ({ choice }) => choice.network);
  const measured = useStore(stride.pretrained, (state) => state.measured);
  const kept = useStore(stride.weights, (state) => state.kept);
  const [query, setQuery] = useState('');
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const keptIds = useMemo(() => new Set(kept?.filter(({ isComplete }) => isComplete).map(({ id }) => id)), [kept]);
  const found = searchRows(networkRows, query);
  const rows = sorting === null ? found : sortRows(found, sorting, measured);

  const sortBy = (column: NetworkColumn) =>
    setSorting((before) => ({ column, isDescending: before?.column === column && !before.isDescending }));

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="p-3">
        <TextField label="Search networks" value={query} onChange={setQuery} placeholder="MobileNet, Apache, …" />
      </div>
      <div className="min-h-0 flex-1 overflow-auto">
        <table aria-label="Networks" className="w-full border-collapse whitespace-nowrap text-label tabular-nums">
          <thead className="sticky top-0 z-10 bg-surface text-ink-muted">
            <tr className="border-line border-b">
              <Heading id="label" label="Network" isNumber={false} sorting={sorting} onSort={sortBy} />
              {columns.map((column) => (
                <Heading key={column.id} {...column} sorting={sorting} onSort={sortBy} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr
                key={row.name}
                aria-current={row.name === chosen || undefined}
                className={classNames(
                  'border-line border-b',
                  row.name === chosen ? 'bg-accent-soft' : 'hover:bg-hover',
                )}
              >
                <th scope="row" className="p-0 text-left font-medium">
                  <button
                    type="button"
                    aria-pressed={row.name === chosen}
                    className="-outline-offset-2 flex min-h-8 w-full items-center gap-1.5 px-3 text-left text-ink pointer-coarse:min-h-11"
                    onClick={() => choosePretrained(stride, { network: row.name, inputSize: row.input })}
                  >
                    {row.label}
                    {row.fileIds.some((id) => keptIds.has(id)) && (
                      <HardDriveDownload
                        role="img"
                        aria-label="on this computer"
                        className="size-3.5 shrink-0 text-success"
                      />
                    )}
                  </button>
                </th>
                {columns.map(({ id, isNumber, cell }) => (
                  <td key={id} className={classNames('px-3', isNumber ? 'text-right text-ink' : 'text-ink-muted')}>
                    {cell(row, measured[measuredKey(row.name, row.input)])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length === 0 && <p className="p-4 text-ink-muted">No network is called so. Search for fewer letters.</p>}
      </div>
    </div>
  );
}

interface HeadingProps {
  readonly id: NetworkColumn;
  readonly label: string;
  readonly isNumber: boolean;
  readonly sorting: Sorting | null;
  onSort(column: NetworkColumn): void;
}

function Heading({ id, label, isNumber, sorting, onSort }: HeadingProps) {
  const isSorted = sorting?.column === id;
  const Arrow = sorting?.isDescending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      aria-sort={isSorted ? (sorting.isDescending ? 'descending' : 'ascending') : undefined}
      className="p-0 font-medium"
    >
      <button
        type="button"
        onClick={() => onSort(id)}
        className={classNames(
          '-outline-offset-2 flex min-h-9 w-full items-center gap-1 px-3 hover:text-ink pointer-coarse:min-h-11',
          isNumber && 'justify-end',
          isSorted && 'text-ink',
        )}
      >
        {label}
        {isSorted && <Arrow aria-hidden="true" className="size-3.5 shrink-0" />}
      </button>
    </th>
  );
}
