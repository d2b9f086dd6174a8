/**
 * What it takes to export MobileNet (224 × 224, 1,000 classes) and to read the file back, on the processor and in one
 * thread: `node bench/run.mjs bench/export/main.ts`. Prints a table; the answers that a certificate needs are not counted.
 */
import { formatBytes } from '#base/format.ts';
import { median } from '#base/math.ts';
import { initialWeight } from '#engine/build/initial-weights.ts';
import { writeKerasH5 } from '#formats/keras/keras-h5-writer.ts';
import { writeKeras } from '#formats/keras/keras-writer.ts';
import { writeOnnx } from '#formats/onnx/onnx-writer.ts';
import { openModelFile } from '#formats/open-model-file.ts';
import { writeTfjs } from '#formats/tfjs-writer.ts';
import { matchWeights } from '#formats/weights/match-weights.ts';
import { openWeights } from '#formats/weights/open-weights.ts';
import { writeSafetensors } from '#formats/weights/safetensors-writer.ts';
import type { WrittenModel } from '#formats/written-model.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import { graphFromKeras } from '#graph/keras/from-keras.ts';
import { zooNetworks } from '#zoo/registry.ts';

const rounds = 5;

function mobileNet(): WrittenModel {
  const network = zooNetworks.find(({ name }) => name === 'MobileNet');
  if (!network) throw new Error('The zoo has no MobileNet.');
  const graph = network.build();
  const analysis = analyzeGraph(graph);
  const weights = graph.nodes.map(({ id, name, config }) => {
    const specs = analysis.nodes.get(id)?.weights ?? [];
    return [name, specs.map((spec) => ({ ...spec, values: initialWeight(name, config, spec, 1) }))] as const;
  });
  return { name: 'mobilenet', graph, analysis, training: null, weights: new Map(weights) };
}

async function readModel(bytes: Uint8Array): Promise<void> {
  const { config, weights } = await openModelFile(bytes, 'model');
  const { graph, places } = graphFromKeras(config, 'model');
  if (weights) matchWeights(weights, graph, analyzeGraph(graph), places, 'model');
  weights?.close();
}

async function readWeights(bytes: Uint8Array): Promise<void> {
  const archive = await openWeights(bytes, 'model');
  for (const { weights } of archive.layers) for (const weight of weights) weight.read();
  archive.close();
}

async function seconds(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    await work();
    times.push((performance.now() - started) / 1000);
  }
  return Number(median(times).toFixed(3));
}

export async function main(): Promise<void> {
  const model = mobileNet();
  const sides: readonly [string, () => Promise<Uint8Array>, ((bytes: Uint8Array) => Promise<void>) | null][] = [
    ['.keras', () => writeKeras(model, ''), readModel],
    ['.h5', () => writeKerasH5(model), readModel],
    ['ONNX', async () => writeOnnx(model), null],
    ['TensorFlow.js', async () => writeTfjs(model)['weights.bin'], null],
    ['safetensors', async () => writeSafetensors(model), readWeights],
  ];
  const rows: Record<string, unknown> = {};
  for (const [side, write, read] of sides) {
    const bytes = await write();
    rows[side] = {
      size: formatBytes(bytes.byteLength),
      'seconds to write': await seconds(write),
      'seconds to read': read ? await seconds(() => read(bytes)) : '',
    };
  }
  console.log(`\nMobileNet, ${model.analysis.totals.parameters} parameters, medians of ${rounds}`);
  console.table(rows);
}
