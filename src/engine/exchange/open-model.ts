/** Opens model files, and holds the weights of the one that was opened last until somebody wants them. */
import { StrideError } from '#base/errors.ts';
import { formatBytes } from '#base/format.ts';
import { product } from '#base/math.ts';
import { maxFileBytes } from '#formats/limits.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import type { ExchangeEngine, OpenedModelReport } from '#protocol/exchange.ts';
import type { EngineHost } from '../engine-host.ts';
import type { LayerWeights } from '../layer-weights.ts';

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
      const { report, weights } = await readModelFile(file, companions);
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

/** Everything that reading takes is loaded with the first file. */
async function readModelFile(
  file: File,
  companions: readonly File[],
): Promise<{ readonly report: Omit<OpenedModelReport, 'id'>; readonly weights: LayerWeights }> {
  const [{ openModelFile }, { matchWeights }, { graphFromKeras }] = await Promise.all([
    import('#formats/open-model-file.ts'),
    import('#formats/weights/match-weights.ts'),
    import('#graph/keras/from-keras.ts'),
  ]);
  const total = [file, ...companions].reduce((bytes, { size }) => bytes + size, 0);
  if (total > maxFileBytes) throw tooLarge(file.name, total);
  const beside = await Promise.all(
    companions.map(async (companion) => [companion.name, await bytesOf(companion)] as const),
  );
  const { config, weights: archive } = await openModelFile(await bytesOf(file), file.name, new Map(beside));
  try {
    if (config === null) throw weightsAlone(file.name);
    const { name, graph, notes, unknownLayers, places } = graphFromKeras(config, file.name);
    const analysis = analyzeGraph(graph);
    const weights: LayerWeights = archive ? matchWeights(archive, graph, analysis, places, file.name) : new Map();
    const { parameters } = analysis.totals;
    const missing = archive ? [] : ['The file holds no weights: the network begins with new ones.'];
    const hasWeights = [...weights.values()].some((layer) => layer.some(({ shape }) => product(shape) > 0));
    return {
      report: { name, graph, parameters, hasWeights, notes: [...missing, ...notes], unknownLayers },
      weights,
    };
  } finally {
    archive?.close();
  }
}

async function bytesOf(file: File): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer());
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
  return { classNames, isLightOnDark: known.length === count && (opened?.pictures.isLightOnDark ?? false) };
}

function tooLarge(name: string, bytes: number): StrideError {
  return new StrideError({
    code: 'unreadable-file',
    message: `${name} and the files with it are ${formatBytes(bytes)}; at most ${formatBytes(maxFileBytes)} can be opened.`,
    remedy: 'Choose a smaller model.',
  });
}

function weightsAlone(name: string): StrideError {
  return new StrideError({
    code: 'unreadable-model',
    message: `${name} holds weights alone, and a model was expected.`,
    remedy: 'Save the whole model, as .keras or with model.save, and open that file.',
  });
}

function noLongerHeld(): StrideError {
  return new StrideError({
    code: 'no-opened-model',
    message: 'The weights of the opened file are no longer held.',
    remedy: 'Open the file again.',
  });
}
