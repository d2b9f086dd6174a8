/** What the screen says of a download and of opening a network. */
import { formatBytes, formatCount, formatDuration, formatPercent } from '#base/format.ts';
import type { KeptFeatureSet } from '#protocol/transfer.ts';
import type { DownloadProgress } from '#protocol/weights.ts';
import type { OpeningStage } from '#state/pretrained-store.ts';
import { networkLabel } from './network-rows.ts';

export interface OpeningText {
  /** The share done, 0..1; null while it is unknown. */
  readonly share: number | null;
  readonly text: string;
  /** Where the bytes come from; empty for the other stages. */
  readonly detail: string;
}

export function openingText(at: OpeningStage, progress: DownloadProgress | null): OpeningText {
  switch (at.stage) {
    case 'fetch':
      return progress === null ? { share: null, text: 'Looking for the weights', detail: '' } : downloadText(progress);
    case 'parse':
      return { share: null, text: 'Reading the weights', detail: '' };
    case 'upload':
      return { share: null, text: 'Moving them to the graphics card', detail: '' };
    case 'compile':
      return {
        share: at.total === 0 ? null : at.done / at.total,
        text: `Compiling, ${formatCount(at.done)} of ${formatCount(at.total)}`,
        detail: '',
      };
  }
}

function downloadText({ file, host, done, total, bytesPerSecond, millisecondsLeft }: DownloadProgress): OpeningText {
  const known = total !== null && total >= done;
  const speed = bytesPerSecond > 0 ? `${formatBytes(bytesPerSecond)} a second` : 'waiting for data';
  const left = millisecondsLeft === null ? '' : `, ${formatDuration(millisecondsLeft)} left`;
  return {
    share: known && total > 0 ? done / total : null,
    text: known && total > 0 ? `${formatPercent(done / total, 0)}${left}` : formatBytes(done),
    detail: `${file} from ${host}: ${formatBytes(done)}${known ? ` of ${formatBytes(total)}` : ''}, ${speed}`,
  };
}

/** Which base saw pictures, and what was read from it. */
export function featuresText({ base, inputSize, layer, isHalfPrecision }: KeptFeatureSet): {
  readonly name: string;
  readonly detail: string;
} {
  const network = base.kind === 'embedded' ? 'Embedded backbone' : networkLabel(base.network);
  return {
    name: `${network}, ${inputSize} × ${inputSize}`,
    detail: `from ${layer}${isHalfPrecision ? ' · weights in 16 bits' : ''}`,
  };
}

/** Multiply-adds in thousand millions: `15.5 G`. */
export function formatMultiplyAdds(count: number): string {
  const billions = count / 1e9;
  return `${billions.toFixed(billions < 0.995 ? 2 : 1)}\u202fG`;
}

/** Milliseconds of a measurement, with as many digits as it has. */
export function formatMilliseconds(milliseconds: number): string {
  return `${milliseconds < 9.95 ? milliseconds.toFixed(1) : formatCount(Math.round(milliseconds))}\u202fms`;
}
