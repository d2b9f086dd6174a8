import { Ellipsis, Eraser, FileText, Pencil, Table, Trash2 } from 'lucide-react';
import type { RunRecord } from '#graph/training/run-schemas.ts';
import type { RunCurve } from '#protocol/runs.ts';
import { downloadBlob } from '#state/download-blob.ts';
import { fileNameOf } from '#state/file-name.ts';
import { readCurve, removeRun, removeRunWeights } from '#state/runs.ts';
import { readOnlyReason } from '#state/tab-lock.ts';
import { ActionMenu } from '../../kit/ActionMenu.tsx';
import { useStride } from '../../stride-context.ts';
import { batchesCsv, historyCsv } from '../../take-away/history-csv.ts';
import { paperColors } from '../../take-away/paper-colors.ts';
import { reportOfKept } from '../../take-away/report-of.ts';
import { runReport } from '../../take-away/run-report.ts';

export interface RunActionsProps {
  readonly run: RunRecord;
  onEdit(): void;
}

/** What can be done with a kept run beside going back to it. In a read-only tab it can only be taken away. */
export function RunActions({ run, onEdit }: RunActionsProps) {
  const stride = useStride();
  const { name, origin, weightsBytes } = run;
  const isReadOnly = readOnlyReason(stride) !== null;
  const save = async (extension: string, type: string, textOf: (curve: RunCurve) => string) => {
    const curve = await readCurve(stride, origin.run);
    if (curve) downloadBlob(fileNameOf(name, extension), new Blob([textOf(curve)], { type }));
  };
  return (
    <ActionMenu
      label={`More for ${name}`}
      icon={Ellipsis}
      actions={[
        { label: 'Name and note', icon: Pencil, disabled: isReadOnly, onSelect: onEdit },
        {
          label: 'Report as HTML',
          icon: FileText,
          onSelect: () =>
            void save('.html', 'text/html', (curve) => runReport(reportOfKept(run, curve), paperColors())),
        },
        {
          label: 'Epochs as CSV',
          icon: Table,
          onSelect: () => void save('-epochs.csv', 'text/csv', ({ outcome }) => historyCsv(outcome.epochs)),
        },
        {
          label: 'Curve as CSV',
          icon: Table,
          onSelect: () => void save('-curve.csv', 'text/csv', ({ batches }) => batchesCsv(batches)),
        },
        {
          label: 'Delete its weights',
          icon: Eraser,
          disabled: isReadOnly || weightsBytes === 0,
          onSelect: () => void removeRunWeights(stride, origin.run),
        },
        {
          label: 'Delete run',
          icon: Trash2,
          tone: 'danger',
          disabled: isReadOnly,
          onSelect: () => void removeRun(stride, run),
        },
      ]}
    />
  );
}
