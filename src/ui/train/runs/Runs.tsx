import { ArrowDown, ArrowUp, ListTree } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { formatBytes } from '#base/format.ts';
import type { RunRecord } from '#graph/training/run-schemas.ts';
import { goBackObstacle } from '#state/runs.ts';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { useStride } from '../../stride-context.ts';
import { TableScroller } from '../TableScroller.tsx';
import { RunDialog } from './RunDialog.tsx';
import { RunOverlay } from './RunOverlay.tsx';
import { RunRow } from './RunRow.tsx';
import { type RunColumn, type RunOrder, runColumns, sortRuns } from './run-facts.ts';

const columnNames: Readonly<Record<RunColumn, string>> = {
  name: 'Run',
  startedAt: 'Started',
  epochs: 'Epochs',
  loss: 'val_loss',
  accuracy: 'val_accuracy',
  milliseconds: 'Time',
  weightsBytes: 'Weights',
};

/** Every run that is kept: sorted, compared, named, gone back to, deleted. */
export function Runs() {
  const stride = useStride();
  const { runs, compared } = useStore(stride.runs);
  // Both decide whether a run can be gone back to.
  useStore(stride.training, ({ phase }) => phase);
  useStore(stride.tabLock, ({ role }) => role);
  const [order, setOrder] = useState<RunOrder>({ column: 'startedAt', isDescending: true });
  const [edited, setEdited] = useState<RunRecord | null>(null);
  const sorted = useMemo(() => sortRuns(runs ?? [], order), [runs, order]);
  const shown = compared
    .map((run) => runs?.find(({ origin }) => origin.run === run))
    .filter((run) => run !== undefined);

  if (sorted.length === 0) {
    return (
      <EmptyState icon={ListTree} title="Your runs will be kept here">
        Every run that ends is kept with its settings, curves and weights, to compare and to go back to.
      </EmptyState>
    );
  }
  const obstacle = goBackObstacle(stride);
  const bytes = sorted.reduce((total, { weightsBytes }) => total + weightsBytes, 0);
  return (
    <div className="flex flex-col gap-4">
      <TableScroller>
        <table aria-label="Runs" className="w-full border-collapse text-label">
          <thead className="text-ink-muted">
            <tr className="border-line border-b">
              <th scope="col" className="px-1 text-left font-medium">
                <span className="sr-only">Compare</span>
              </th>
              {runColumns.map((column) => (
                <ColumnHead key={column} column={column} order={order} onOrder={setOrder} />
              ))}
              <th scope="col">
                <span className="sr-only">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((run) => (
              <RunRow
                key={run.origin.run}
                run={run}
                isCompared={compared.includes(run.origin.run)}
                obstacle={obstacle}
                onEdit={() => setEdited(run)}
              />
            ))}
          </tbody>
        </table>
      </TableScroller>
      <p className="px-1 text-caption text-ink-faint">
        {bytes === 0
          ? 'No weights are kept with them.'
          : `Weights take ${formatBytes(bytes)} in all. They stay until you delete them.`}
        {shown.length === 0 && ' Tick runs to lay their curves over each other.'}
      </p>
      {shown.length > 0 && <RunOverlay runs={shown} />}
      {edited && <RunDialog run={edited} onClose={() => setEdited(null)} />}
    </div>
  );
}

interface ColumnHeadProps {
  readonly column: RunColumn;
  readonly order: RunOrder;
  onOrder(order: RunOrder): void;
}

function ColumnHead({ column, order, onOrder }: ColumnHeadProps) {
  const isSorted = order.column === column;
  const Arrow = order.isDescending ? ArrowDown : ArrowUp;
  const isText = column === 'name' || column === 'startedAt';
  return (
    <th
      scope="col"
      aria-sort={isSorted ? (order.isDescending ? 'descending' : 'ascending') : undefined}
      className={`px-0 font-medium ${isText ? 'text-left' : 'text-right'}`}
    >
      <button
        type="button"
        className="inline-flex min-h-8 items-center gap-1 whitespace-nowrap rounded-small px-1.5 hover:bg-hover hover:text-ink pointer-coarse:min-h-11"
        onClick={() => onOrder({ column, isDescending: isSorted ? !order.isDescending : column !== 'name' })}
      >
        {columnNames[column]}
        {isSorted && <Arrow aria-hidden="true" className="size-3" />}
      </button>
    </th>
  );
}
