import { Download } from 'lucide-react';
import { useStore } from 'zustand';
import { downloadBlob } from '#state/download-blob.ts';
import { fileNameOf } from '#state/file-name.ts';
import type { Stride } from '#state/stride.ts';
import { ActionMenu } from '../kit/ActionMenu.tsx';
import { useStride } from '../stride-context.ts';
import type { Metric } from '../train/charts/metric-series.ts';
import { historyCsv } from './history-csv.ts';
import { metricPicture } from './metric-picture.ts';
import { paperColors } from './paper-colors.ts';
import { reportOf } from './report-of.ts';
import { runReport } from './run-report.ts';

/** The run's numbers, curves and a report of it, as files. */
export function RunMenu() {
  const stride = useStride();
  const hasEpochs = useStore(stride.training, ({ epochs }) => epochs.length > 0);
  return (
    <ActionMenu
      label="Download run"
      icon={Download}
      showLabel
      disabled={!hasEpochs}
      actions={[
        {
          label: 'Report as HTML',
          onSelect: () => save(stride, '.html', runReport(reportOf(stride), paperColors()), 'text/html'),
        },
        {
          label: 'Epochs as CSV',
          onSelect: () => save(stride, '.csv', historyCsv(stride.training.getState().epochs), 'text/csv'),
        },
        { label: 'Loss curve as SVG', onSelect: () => saveCurve(stride, 'loss') },
        { label: 'Accuracy curve as SVG', onSelect: () => saveCurve(stride, 'accuracy') },
      ]}
    />
  );
}

function save(stride: Stride, extension: string, text: string, type: string): void {
  downloadBlob(fileNameOf(stride.project.getProject().name, extension), new Blob([text], { type }));
}

function saveCurve(stride: Stride, metric: Metric): void {
  const picture = metricPicture(metric, stride.training.getState(), paperColors());
  save(stride, `-${metric}.svg`, picture, 'image/svg+xml');
}
