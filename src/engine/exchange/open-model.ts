/** Opens model files, and holds the weights of the one that was opened last until somebody wants them. */

import { StrideError } from '#base/errors.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import type { ExchangeEngine } from '#protocol/exchange.ts';
import { factsOf } from '../datasets/network-facts.ts';
import type { EngineHost } from '../engine-host.ts';
import type { LayerWeights } from '../layer-weights.ts';
import { readApart } from '../reading/read-apart.ts';

interface Held {
  readonly id: string;
  readonly weights: LayerWeights;
}

/** The calls of `ExchangeEngine` that read files. */
export type OpeningCalls = Pick<ExchangeEngine, 'openModel' | 'adoptModel' | 'forgetModel'>;

export function createOpening(host: EngineHost): OpeningCalls {
  let count = 0;
  let held: Held | null = null;
  return {
    openModel: async (file, companions) => {
      // What was opened before goes first: two large models may not fit into memory together.
      held = null;
      const bytes = [file, ...companions].reduce((sum, { size }) => sum + size, 0);
      const subject = { name: file.name, bytes };
      const { report, weights } = await readApart({ kind: 'model', request: { file, companions } }, subject);
      const id = `opened-${++count}`;
      held = { id, weights };
      return { id, ...report };
    },
    adoptModel: async (id, graph, dataset) => {
      if (held?.id !== id) throw noLongerHeld();
      const { weights } = held;
      const session = await host.session();
      const { fittingGraph } = await import('../layer-weights.ts');
      await session.adopt(graph, fittingGraph(weights, graph, {}), await factsFor(host, graph, dataset));
    },
    forgetModel: async (id) => {
      if (held?.id === id) held = null;
    },
  };
}

/** The data set's classes where the network has as many outputs; else the outputs' numbers. */
async function factsFor({ shelf }: EngineHost, graph: ModelGraph, dataset: string) {
  const { outputs, nodes } = analyzeGraph(graph);
  const [output] = outputs;
  const units = (output && nodes.get(output)?.output.at(-1)) ?? 0;
  const opened = await shelf.open(dataset).catch(() => null);
  const known = opened?.info.classNames ?? [];
  const count = units === 1 ? 2 : units;
  const classNames = known.length === count ? known : Array.from({ length: count }, (_, index) => `output ${index}`);
  return opened && known.length === count ? factsOf(opened) : { classNames, isLightOnDark: false };
}

function noLongerHeld(): StrideError {
  return new StrideError({
    code: 'no-opened-model',
    message: 'The weights of the opened file are no longer held.',
    remedy: 'Open the file again.',
  });
}
