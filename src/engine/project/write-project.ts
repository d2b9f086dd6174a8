/** Writes a project file piece by piece, so that it never lies in memory as a whole. */
import { StrideError } from '#base/errors.ts';
import {
  datasetPath,
  manifestPath,
  maxRuns,
  maxRunsBytes,
  maxRunWeightsBytes,
  runPath,
  runWeightsPath,
  weightsPath,
} from '#formats/project/project-archive.ts';
import { manifestFormat, manifestVersion, type ProjectManifest } from '#formats/project/project-manifest.ts';
import { safetensorsPieces } from '#formats/weights/safetensors-writer.ts';
import { writeZip, type ZipInput } from '#formats/zip-writer.ts';
import type { ProjectSizes, WriteProjectRequest } from '#protocol/project.ts';
import type { EngineHost } from '../engine-host.ts';
import { readLayerWeights } from '../layer-weights.ts';
import { contentHash } from '../library/describe-dataset.ts';
import { writeZipFile } from '../library/write-zip-file.ts';
import { measureProject, networkAtHand, ownDataset } from './project-parts.ts';
import { keptRuns, keptWeights } from './project-runs.ts';

const millisecondsBetweenReports = 100;

export interface WritingParts {
  readonly host: EngineHost;
  /** Throws to end the work. */
  assertWanted(): void;
}

/** See `ProjectEngine.write`. */
export async function writeProject(
  { job, project, parts }: WriteProjectRequest,
  { host, assertWanted }: WritingParts,
): Promise<Blob> {
  if (!host.files) throw nowhere();
  const sizes = await measureProject(host, project);
  if (parts.runs && sizes.runs && !fits(sizes.runs)) throw tooManyRuns();
  const network = parts.weights ? await networkAtHand(host) : null;
  const own = parts.dataset ? await ownDataset(host, project.dataset) : null;
  const weights = network && (await readLayerWeights(network.network));
  const total =
    sizes.document.bytes +
    (network ? (sizes.weights?.bytes ?? 0) : 0) +
    (own ? (sizes.dataset?.bytes ?? 0) : 0) +
    (parts.runs && sizes.runs ? sizes.runs.bytes + sizes.runs.weightsBytes : 0);
  const classNames = own ? own.dataset.record.classes.map(({ name }) => name) : [];
  const manifest: ProjectManifest = {
    format: manifestFormat,
    version: manifestVersion,
    savedAt: Date.now(),
    project,
    weights: network && {
      graph: network.graph,
      classNames: [...network.classNames],
      isLightOnDark: network.isLightOnDark,
      fit: network.fit,
    },
    dataset: own && {
      id: project.dataset,
      name: own.dataset.record.name,
      settings: own.dataset.record.settings,
      classNames,
      pictures: own.dataset.table.ids().length,
      contentHash: await contentHash(own.dataset),
    },
  };

  async function* contents(): AsyncGenerator<ZipInput> {
    yield { path: manifestPath, bytes: encode(JSON.stringify(manifest)) };
    if (network && weights) {
      const model = { name: project.name, graph: network.graph, weights };
      yield { path: weightsPath, bytes: streamOf(safetensorsPieces(model)) };
    }
    if (parts.runs) yield* runContents(host);
    if (own) yield { path: datasetPath, bytes: zipStream(own.files()) };
  }

  let done = 0;
  let reportedAt = 0;
  return writeZipFile(host.files, `${job}.stride`, contents(), (length) => {
    assertWanted();
    done += length;
    const now = performance.now();
    if (now - reportedAt < millisecondsBetweenReports) return;
    reportedAt = now;
    host.emit({ type: 'project-written', job, done, total });
  });
}

async function* runContents(host: EngineHost): AsyncGenerator<ZipInput> {
  for await (const { listed, text } of keptRuns(host)) {
    const { run, graph } = listed.origin;
    yield { path: runPath(run), bytes: encode(text) };
    const weights = await keptWeights(host, listed);
    if (weights === null) continue;
    yield { path: runWeightsPath(run), bytes: streamOf(safetensorsPieces({ name: listed.name, graph, weights })) };
  }
}

function fits({ count, bytes, weightsBytes }: NonNullable<ProjectSizes['runs']>): boolean {
  return count <= maxRuns && bytes <= maxRunsBytes && weightsBytes <= maxRunWeightsBytes;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Asks for a piece only when the one before has been written. */
function streamOf(pieces: Iterator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      pull(controller) {
        let next = pieces.next();
        while (!next.done && next.value.byteLength === 0) next = pieces.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
    },
    { highWaterMark: 0 },
  );
}

function zipStream(files: AsyncIterable<ZipInput>): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const sink = writable.getWriter();
  void writeZip(files, (piece) => sink.write(piece))
    .then(() => sink.close())
    // Whoever reads the stream hears of it.
    .catch((thrown) => sink.abort(thrown).catch(() => undefined));
  return readable;
}

function tooManyRuns(): StrideError {
  return new StrideError({
    code: 'too-many-runs',
    message: 'The runs and their weights are more than a project file holds.',
    remedy: 'Leave them out, or delete runs, or weights of runs, that you no longer need.',
  });
}

function nowhere(): StrideError {
  return new StrideError({
    code: 'storage-refused',
    message: 'This browser keeps no files, so there is nowhere to put the project together.',
    remedy: 'Leave private browsing, or share the network by a link.',
  });
}
