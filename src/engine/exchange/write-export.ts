/** One export from the network to the file that is handed over. */
import { writeArchive } from '#formats/archive-writer.ts';
import { type CertifiedFormat, parityCertificate } from '#formats/parity/parity-certificate.ts';
import { parityInputs } from '#formats/parity/parity-inputs.ts';
import { verifyJavascript } from '#formats/parity/verify-javascript.ts';
import { verifyPython } from '#formats/parity/verify-python.ts';
import type { WrittenModel } from '#formats/written-model.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import { codeName } from '#graph/codegen/code-model.ts';
import { modelModule } from '#graph/codegen/train-elsewhere.ts';
import { graphForKeras } from '#graph/keras/for-keras.ts';
import { inertInTfjs } from '#graph/keras/to-tfjs.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import type { Project } from '#graph/project/project.ts';
import type { ExportPhase, ExportReport, ExportRequest } from '#protocol/exchange.ts';
import type { DatasetShelf } from '../datasets/dataset-shelf.ts';
import type { Session } from '../session.ts';
import { type ExportedNetwork, exportedNetwork } from './exported-network.ts';
import { networkAnswers } from './network-answers.ts';
import { packTraining } from './pack-training.ts';
import type { RunOnnx } from './read-back.ts';
import { type WrittenFile, writtenFile } from './written-file.ts';

export interface ExportSurroundings {
  readonly session: Session;
  readonly shelf: DatasetShelf;
  readonly runOnnx: RunOnnx;
  say(phase: ExportPhase): void;
}

type Files = Readonly<Record<string, Uint8Array>>;

/** Throws a `StrideError`: `export-disagrees`, `tfjs-lacks-layers`, `graph-problem`. */
export async function writeExport(
  { format, project, isCertified }: ExportRequest,
  { session, shelf, runOnnx, say }: ExportSurroundings,
): Promise<ExportReport> {
  const started = performance.now();
  say('reading');
  const backend = (await session.standing()).report.name;
  const network = await exportedNetwork(session, project);
  const { model, notes } = modelFor(format, network, project);
  const certified: CertifiedFormat = format === 'train-elsewhere' ? 'weights-h5' : format;
  const named = format === 'train-elsewhere' ? { ...model, name: 'start' } : model;
  const inputs = parityInputs(model.graph, model.analysis);
  const outputs = await networkAnswers(model, inputs);
  say('writing');
  const written = await writtenFile(certified, { model: named, inputs, outputs, runOnnx });
  say('checking');
  const verified = await written.check();
  say('packing');
  const code = { ...project, name: model.name, graph: model.graph, analysis: model.analysis };
  const data = format === 'train-elsewhere' ? await packTraining(code, shelf) : null;
  const files: Files = {
    ...written.files,
    ...(format === 'weights-h5' || format === 'safetensors' ? { 'model.py': encode(modelModule(pythonOf(code))) } : {}),
    ...(data?.files ?? {}),
    ...(isCertified ? await certificateFiles(certified, written, { inputs, backend }) : {}),
  };
  const { bytes, fileName } = handedOver(model.name, format, files);
  const type = fileName.endsWith('.zip') ? 'application/zip' : 'application/octet-stream';
  return {
    file: new Blob([new Uint8Array(bytes)], { type }),
    fileName,
    contents: Object.keys(files),
    origin: network.origin,
    parameters: model.analysis.totals.parameters,
    verified,
    notes: [...network.notes, ...notes, ...(data?.notes ?? [])],
    milliseconds: performance.now() - started,
  };
}

/** The network as the format holds it: with Keras's names and layers, but for ONNX, which takes any. */
function modelFor(
  format: ExportRequest['format'],
  { graph, weights }: ExportedNetwork,
  { name, training }: Project,
): { readonly model: WrittenModel; readonly notes: readonly string[] } {
  const title = codeName(name);
  if (format === 'onnx') {
    return { model: { name: title, graph, analysis: analyzeGraph(graph), training, weights }, notes: [] };
  }
  const { graph: own, renamed, notes } = graphForKeras(graph);
  const named = new Map([...weights].map(([layer, listed]) => [renamed.get(layer) ?? layer, listed]));
  const told = format === 'tfjs' ? [...notes, ...notesForTfjs(own)] : notes;
  return { model: { name: title, graph: own, analysis: analyzeGraph(own), training, weights: named }, notes: told };
}

function notesForTfjs(graph: ModelGraph): readonly string[] {
  const inert = inertInTfjs(graph);
  if (inert.length === 0) return [];
  const names = inert.map(({ name, type }) => `${name} (${type})`).join(', ');
  return [
    `TensorFlow.js has no layers for ${names}: they act in training only, so that in the file they stand as layers that change nothing. Answers are the same; training on from the file goes without them.`,
  ];
}

function pythonOf(code: Omit<Parameters<typeof modelModule>[0], 'data'> & Pick<Project, 'dataset'>) {
  const data =
    code.dataset === 'mnist' ? ({ kind: 'mnist' } as const) : ({ kind: 'folders', classFolders: null } as const);
  return { ...code, data };
}

async function certificateFiles(
  format: CertifiedFormat,
  { files, outputs }: WrittenFile,
  rest: Pick<Parameters<typeof parityCertificate>[0], 'inputs' | 'backend'>,
): Promise<Files> {
  const hashes: Record<string, string> = {};
  for (const [name, bytes] of Object.entries(files)) hashes[name] = await sha256(bytes);
  const [model = ''] = Object.keys(files);
  return {
    'parity.json': encode(parityCertificate({ format, model, hashes, outputs, ...rest })),
    'verify.py': encode(verifyPython),
    'verify.mjs': encode(verifyJavascript),
  };
}

/** A lone file as it is, several as a zip. */
function handedOver(name: string, format: ExportRequest['format'], files: Files) {
  const [[fileName, bytes] = ['', new Uint8Array()], ...others] = Object.entries(files);
  if (others.length === 0) return { fileName, bytes };
  return { fileName: `${name}-${format}.zip`, bytes: writeArchive(files) };
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
