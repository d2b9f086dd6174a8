/** The files of a TensorFlow.js model, as tfjs's loader wants them. */
import type { io } from '@tensorflow/tfjs';
import { StrideError } from '#base/errors.ts';

export interface ModelFile {
  readonly name: string;
  readonly content: Blob;
}

interface ModelJson {
  readonly modelTopology: object;
  readonly weightsManifest: readonly WeightGroup[];
  readonly signature: object | null;
}

interface WeightGroup {
  readonly paths: readonly string[];
  readonly weights: readonly io.WeightsManifestEntry[];
}

/** Names of the weight files that a `model.json` asks for. Throws `detector-unreadable` where it is none. */
export async function weightPaths(modelJson: Blob): Promise<readonly string[]> {
  return (await parseModel(modelJson)).weightsManifest.flatMap(({ paths }) => paths);
}

/** Throws a `StrideError` with code `detector-unreadable` where there is no `model.json`, or where weights are missing. */
export async function readModelFiles(files: readonly ModelFile[]): Promise<io.ModelArtifacts> {
  const model = files.find(({ name }) => name.endsWith('.json'));
  if (!model) throw unreadable('The files hold no model.json.', 'Choose the model.json and its weight files together.');
  const { modelTopology, weightsManifest, signature } = await parseModel(model.content);
  const parts = weightsManifest
    .flatMap(({ paths }) => paths)
    .map((path) => {
      const fileName = path.split('/').at(-1);
      const part = files.find(({ name }) => name.split('/').at(-1) === fileName);
      if (part) return part.content;
      throw unreadable(
        `The model.json asks for the weight file “${path}”, which is not among the files.`,
        'Choose the model.json and all its weight files together.',
      );
    });
  const artifacts: io.ModelArtifacts = {
    modelTopology,
    weightSpecs: weightsManifest.flatMap(({ weights }) => weights),
    weightData: await new Blob(parts).arrayBuffer(),
  };
  if (signature !== null) artifacts.signature = signature;
  return artifacts;
}

async function parseModel(content: Blob): Promise<ModelJson> {
  const refuse = (cause?: unknown) =>
    unreadable(
      'The model.json is not one of a TensorFlow.js model: it has no modelTopology or no weightsManifest.',
      'Choose a model that was converted for TensorFlow.js.',
      cause,
    );
  let value: unknown;
  try {
    value = JSON.parse(await content.text());
  } catch (thrown) {
    throw refuse(thrown);
  }
  if (!isObject(value)) throw refuse();
  const { modelTopology, weightsManifest, signature } = value;
  if (!isObject(modelTopology) || !Array.isArray(weightsManifest) || !weightsManifest.every(isWeightGroup)) {
    throw refuse();
  }
  return { modelTopology, weightsManifest, signature: isObject(signature) ? signature : null };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isWeightGroup(value: unknown): value is WeightGroup {
  if (!isObject(value) || !Array.isArray(value.paths) || !Array.isArray(value.weights)) return false;
  return value.paths.every((path) => typeof path === 'string') && value.weights.every(isObject);
}

function unreadable(message: string, remedy: string, cause?: unknown): StrideError {
  return new StrideError({ code: 'detector-unreadable', message, remedy, cause });
}
