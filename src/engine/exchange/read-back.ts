/** Reads written files back and compares them with the network they were written from, layer by layer. */
import * as tf from '@tensorflow/tfjs';
import { StrideError } from '#base/errors.ts';
import { openModelFile } from '#formats/open-model-file.ts';
import { type ParityOutput, parityDifference, parityTolerance } from '#formats/parity/parity-certificate.ts';
import type { ParityInput } from '#formats/parity/parity-inputs.ts';
import { matchWeights } from '#formats/weights/match-weights.ts';
import { openWeights } from '#formats/weights/open-weights.ts';
import type { WrittenModel } from '#formats/written-model.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import { graphFromKeras } from '#graph/keras/from-keras.ts';
import { calledLayers } from '#graph/keras/layer-calls.ts';
import type { LayerWeights } from '../layer-weights.ts';
import { answersOf, networkAnswers } from './network-answers.ts';

/** What has to be found again. */
export interface Expected {
  readonly model: WrittenModel;
  readonly inputs: readonly ParityInput[];
  readonly outputs: readonly ParityOutput[];
}

function disagrees(fileName: string, what: string): StrideError {
  return new StrideError({
    code: 'export-disagrees',
    message: `${fileName} was written, but read back it is not the same network: ${what}.`,
    remedy: 'Do not use a file of this network; export another format, and report this fault with the project file.',
  });
}

/** A `.keras` or a legacy `.h5`: settings, weights and answers. Gives what was compared, in sentences. */
export async function readBackModel(
  bytes: Uint8Array,
  fileName: string,
  expected: Expected,
): Promise<readonly string[]> {
  const { config, weights: archive } = await openModelFile(bytes, fileName);
  try {
    if (archive === null) throw disagrees(fileName, 'it holds no weights');
    const { graph, places, unknownLayers } = graphFromKeras(config, fileName);
    const [unknown] = unknownLayers;
    if (unknown) throw disagrees(fileName, `the layer ${unknown.name} came back as unknown, ${unknown.reason}`);
    const analysis = analyzeGraph(graph);
    compareLayers(fileName, { graph, analysis }, expected.model);
    const weights = matchWeights(archive, graph, analysis, places, fileName);
    compareWeights(fileName, weights, expected.model.weights);
    const answers = await networkAnswers({ graph, analysis, weights }, expected.inputs);
    const difference = compareAnswers(
      fileName,
      answers.map(({ values }) => values),
      expected.outputs,
    );
    return [...sameSettings(graph.nodes.length), ...sameWeights(weights), sameAnswers(difference)];
  } finally {
    archive?.close();
  }
}

/** A `.weights.h5` or safetensors: every weight under its layer's name. */
export async function readBackWeights(
  bytes: Uint8Array,
  fileName: string,
  { model }: Expected,
): Promise<readonly string[]> {
  const archive = await openWeights(bytes, fileName);
  try {
    const found = new Map(
      archive.layers.map(({ name, weights }) => {
        const known = model.weights.get(name) ?? [];
        const read = weights.map((weight, index) => ({
          name: known[index]?.name ?? weight.name,
          shape: weight.shape,
          values: weight.read(),
        }));
        return [name, read] as const;
      }),
    );
    compareWeights(fileName, found, model.weights);
    return sameWeights(found);
  } finally {
    archive.close();
  }
}

/** A TensorFlow.js model, loaded by TensorFlow.js itself. */
export async function readBackTfjs(
  json: Uint8Array,
  block: Uint8Array,
  expected: Expected,
): Promise<readonly string[]> {
  const { modelTopology, weightsManifest } = JSON.parse(new TextDecoder().decode(json));
  const weightData = Uint8Array.from(block).buffer;
  const model = await tf.loadLayersModel(
    tf.io.fromMemory({ modelTopology, weightSpecs: weightsManifest[0].weights, weightData }),
  );
  try {
    const answers = await answersOf((batch) => model.predict(batch), expected.inputs);
    const difference = compareAnswers('model.json', answers, expected.outputs);
    return ['TensorFlow.js loads it with its own layers.', sameAnswers(difference)];
  } finally {
    model.dispose();
  }
}

/** Runs an `.onnx` file: outputs by name. */
export type RunOnnx = (
  bytes: Uint8Array,
  inputs: Readonly<Record<string, { readonly dims: readonly number[]; readonly data: Float32Array }>>,
) => Promise<ReadonlyMap<string, { readonly data: Float32Array }>>;

/** The largest difference that was found, as the certificate counts it. Throws `export-disagrees` past the tolerance. */
export function compareAnswers(
  fileName: string,
  answers: readonly ArrayLike<number>[],
  outputs: readonly ParityOutput[],
): number {
  let worst = 0;
  for (const [index, { name, values }] of outputs.entries()) {
    const difference = parityDifference(answers[index] ?? [], values);
    if (!(difference <= parityTolerance)) {
      throw disagrees(fileName, `the layer ${name} answers otherwise, by ${difference.toExponential(1)}`);
    }
    worst = Math.max(worst, difference);
  }
  return worst;
}

function compareLayers(
  fileName: string,
  found: Pick<WrittenModel, 'graph' | 'analysis'>,
  expected: Pick<WrittenModel, 'graph' | 'analysis'>,
): void {
  const layers = ({ graph, analysis }: Pick<WrittenModel, 'graph' | 'analysis'>) =>
    calledLayers(graph, analysis).map(({ node, calls }) => ({
      name: node.name,
      says: JSON.stringify([
        node.type,
        Object.entries(node.config).sort(([a], [b]) => a.localeCompare(b)),
        node.trainable,
        Object.entries(node.kept ?? {}).sort(([a], [b]) => a.localeCompare(b)),
        calls.map(({ inputs }) => inputs.map(({ layer, call }) => [layer, call])),
      ]),
    }));
  const written = layers(expected);
  const read = layers(found);
  if (written.length !== read.length) throw disagrees(fileName, `it has ${read.length} layers of ${written.length}`);
  for (const [index, { name, says }] of written.entries()) {
    if (read[index]?.name !== name || read[index]?.says !== says) {
      throw disagrees(fileName, `the layer ${name} came back as ${read[index]?.name} ${read[index]?.says}`);
    }
  }
}

function compareWeights(fileName: string, found: LayerWeights, expected: LayerWeights): void {
  for (const [layer, weights] of expected) {
    for (const { name, shape, values } of weights) {
      const read = found.get(layer)?.find((weight) => weight.name === name);
      if (read === undefined) throw disagrees(fileName, `the weight ${layer}/${name} is missing`);
      // NaN is equal to NaN here: what diverged in training is written as it is.
      if (read.shape.join() !== shape.join() || !values.every((value, place) => Object.is(value, read.values[place]))) {
        throw disagrees(fileName, `the weight ${layer}/${name} has other numbers`);
      }
    }
  }
}

function sameSettings(layers: number): readonly string[] {
  return [`All ${layers} layers came back with the same settings and connections.`];
}

function sameWeights(weights: LayerWeights): readonly string[] {
  const count = [...weights.values()].flat().length;
  return [`All ${count} weights came back bit by bit.`];
}

export function sameAnswers(difference: number): string {
  return `Read back, it answers eight inputs as before (largest difference ${difference.toExponential(1)}).`;
}
