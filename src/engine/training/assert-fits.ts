/**
 * Says before a run what the graphics card would refuse in it. A buffer that is too large is not refused by a call: the
 * device reports it later, and meanwhile computes nothing.
 */
import { StrideError } from '#base/errors.ts';
import { formatBytes, formatCount } from '#base/format.ts';
import { product } from '#base/math.ts';
import type { AnalysisContext } from '#graph/analysis.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import { assertNoProblem } from '../build/assert-no-problem.ts';

const bytesOfFloat = 4;

export interface DeviceLimits {
  /** Bytes that one tensor may take. */
  readonly maxStorageBufferBindingSize: number;
  readonly maxBufferSize: number;
}

function tooLarge(what: string, bytes: number, limit: number, remedy: string): StrideError {
  return new StrideError({
    code: 'out-of-memory',
    message: `${what} takes ${formatBytes(bytes)}, but this graphics card holds at most ${formatBytes(limit)} in one piece.`,
    remedy,
  });
}

/**
 * Throws a `StrideError` with code `out-of-memory` that names the layer whose output or weight is too large a tensor;
 * with code `graph-problem` where the graph has an error, behind which no sizes are known.
 */
export function assertFits(
  graph: ModelGraph,
  context: AnalysisContext,
  batchSize: number,
  { maxStorageBufferBindingSize, maxBufferSize }: DeviceLimits,
): void {
  const limit = Math.min(maxStorageBufferBindingSize, maxBufferSize);
  const analysis = analyzeGraph(graph, context);
  assertNoProblem(analysis);
  const { nodes } = analysis;
  for (const { id, name } of graph.nodes) {
    const facts = nodes.get(id);
    if (!facts) continue;
    const output = facts.activationBytes * batchSize;
    if (output > limit) {
      const what = `The output of ${name} for a batch of ${formatCount(batchSize)}`;
      const fitting = Math.floor(limit / facts.activationBytes);
      const remedy =
        fitting < 1
          ? `Give ${name} fewer filters or units, or make its input smaller.`
          : `Choose a batch size of ${formatCount(fitting)} or less.`;
      throw tooLarge(what, output, limit, remedy);
    }
    const weight = facts.weights.find(({ shape }) => product(shape) * bytesOfFloat > limit);
    if (weight) {
      const what = `The ${weight.name} of ${name}`;
      throw tooLarge(what, product(weight.shape) * bytesOfFloat, limit, `Give ${name} fewer filters or units.`);
    }
  }
}
