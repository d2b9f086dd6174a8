/** The model in one line: `225,034 parameters · 5.3 MFLOP · 0.9 MB`. */
import { formatBytes, formatCount, formatFlops } from '#base/format.ts';
import type { GraphAnalysis } from '#graph/analysis.ts';

const bytesPerWeight = 4;

/** FLOP are for one sample, forward, two for each multiply-add; bytes are those of the float32 weights. */
export function summaryText({ parameters, multiplyAdds }: GraphAnalysis['totals']): string {
  return [
    `${formatCount(parameters)} parameters`,
    formatFlops(2 * multiplyAdds),
    formatWeights(parameters * bytesPerWeight),
  ].join(' · ');
}

/** Files of weights are talked of in megabytes, from a tenth of one on. */
function formatWeights(bytes: number): string {
  return bytes >= 50_000 && bytes < 1e6 ? `${(bytes / 1e6).toFixed(1)}\u202fMB` : formatBytes(bytes);
}
