/** Exports as a person gets them: what is inside, whose weights they are, and that the certificates are checked. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeKeras } from '#formats/keras/keras-writer.ts';
import { parityInputs, parityValues } from '#formats/parity/parity-inputs.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import { graphForKeras } from '#graph/keras/for-keras.ts';
import { defaultProject } from '#graph/project/default-project.ts';
import type { Project } from '#graph/project/project.ts';
import type { ExportFormat } from '#protocol/exchange.ts';
import { chain } from '../testing/chain.ts';
import { exporting } from '../testing/exporting.ts';
import { exportedNetwork } from './exported-network.ts';
import { networkAnswers } from './network-answers.ts';
import { readBackModel } from './read-back.ts';

const folder = new URL('../../../.cache/exports/', import.meta.url);
beforeAll(() => mkdirSync(folder, { recursive: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const project: Project = {
  ...defaultProject(),
  name: 'My digits',
  graph: chain(
    { type: 'Input', config: { shape: [28, 28, 1] } },
    { type: 'Rescaling' },
    { type: 'Conv2D', config: { filters: 4, strides: [2, 2], padding: 'same', activation: 'relu' } },
    { type: 'BatchNormalization' },
    { type: 'GlobalAveragePooling2D' },
    { type: 'Dense', config: { units: 10, activation: 'softmax' } },
  ),
};

const readLocal = async (url: string) => new Uint8Array(await readFile(new URL(url)));
const unzipped = async (file: Blob) => unzipSync(new Uint8Array(await file.arrayBuffer()));

describe.each<[ExportFormat, string, readonly string[]]>([
  ['keras', 'my_digits-keras.zip', ['my_digits.keras']],
  ['h5', 'my_digits-h5.zip', ['my_digits.h5']],
  ['weights-h5', 'my_digits-weights-h5.zip', ['my_digits.weights.h5', 'model.py']],
  ['safetensors', 'my_digits-safetensors.zip', ['my_digits.safetensors', 'model.py']],
  ['tfjs', 'my_digits-tfjs.zip', ['model.json', 'weights.bin']],
  ['onnx', 'my_digits-onnx.zip', ['my_digits.onnx']],
])('%s', (format, fileName, own) => {
  test('holds the model and a certificate, was read back, and says whose weights they are', async () => {
    const { exportModel, events } = await exporting(readLocal);
    const report = await exportModel({ job: 'one', format, project, isCertified: true });
    expect(report.fileName).toBe(fileName);
    expect(report.contents).toEqual([...own, 'parity.json', 'verify.py', 'verify.mjs']);
    expect(report.origin).toBe('fresh');
    expect(report.notes.join(' ')).toContain('seed 42');
    expect(report.verified.length).toBeGreaterThan(0);
    expect(events.flatMap((event) => (event.type === 'export' ? [event.phase] : []))).toEqual([
      'reading',
      'writing',
      'checking',
      'packing',
    ]);
    const files = await unzipped(report.file);
    expect(Object.keys(files)).toEqual([...report.contents]);
    const certificate = JSON.parse(new TextDecoder().decode(files['parity.json']));
    expect(certificate.inputs[0]).toMatchObject({ shape: [28, 28, 1], low: 0, high: 255 });
    expect(certificate.outputs[0].values).toHaveLength(80);
  });
});

test('without a certificate a model of one file is that file', async () => {
  const { exportModel } = await exporting(readLocal);
  const report = await exportModel({ job: 'one', format: 'keras', project, isCertified: false });
  expect(report.fileName).toBe('my_digits.keras');
  expect(Object.keys(await unzipped(report.file))).toContain('config.json');
});

test.each(['onnx', 'tfjs'] as const)('verify.mjs agrees with the %s, and not with another', async (format) => {
  const { exportModel } = await exporting(readLocal);
  const files = await unzipped((await exportModel({ job: 'one', format, project, isCertified: true })).file);
  const place = new URL(`${format}/`, folder);
  mkdirSync(place, { recursive: true });
  for (const [name, bytes] of Object.entries(files)) writeFileSync(new URL(name, place), bytes);
  const verify = () => spawnSync(process.execPath, ['verify.mjs'], { cwd: place, encoding: 'utf8' });
  const agreed = verify();
  expect(agreed.stdout + agreed.stderr).toContain('The model answers as it did in Stride.');
  expect(agreed.status).toBe(0);
  const certificate = JSON.parse(new TextDecoder().decode(files['parity.json']));
  certificate.outputs[0].values[3] += 0.01;
  writeFileSync(new URL('parity.json', place), JSON.stringify(certificate));
  expect(verify()).toMatchObject({ status: 1, stdout: expect.stringContaining('DISAGREES') });
  const [model] = Object.keys(certificate.sha256);
  writeFileSync(new URL(model!, place), files[model!]!.with(100, files[model!]![100]! ^ 1));
  expect(verify()).toMatchObject({ status: 1, stdout: expect.stringContaining('SHA-256') });
});

const numpy = spawnSync('python3', ['-c', 'import numpy']);

test.skipIf(numpy.status !== 0)('verify.py draws the same inputs (skipped where python3 has no numpy)', async () => {
  const { exportModel } = await exporting(readLocal);
  const files = await unzipped((await exportModel({ job: 'one', format: 'onnx', project, isCertified: true })).file);
  for (const name of ['parity.json', 'verify.py']) writeFileSync(new URL(name, folder), files[name]!);
  const program = 'import verify, json; print(json.dumps(verify.inputs()[0].reshape(-1).astype(float).tolist()))';
  const { stdout } = spawnSync('python3', ['-c', program], { cwd: folder, encoding: 'utf8' });
  const [input] = parityInputs(project.graph, analyzeGraph(project.graph));
  expect(Float32Array.from(JSON.parse(stdout))).toEqual(parityValues(input!));
});

test('a layer that Keras 3 has no more is written as another, told, and still read back', async () => {
  const { exportModel } = await exporting(readLocal);
  const graph = chain({ type: 'Input', config: { shape: [6, 6, 3] } }, { type: 'RandomHeight' }, { type: 'Flatten' });
  const report = await exportModel({ job: 'one', format: 'keras', project: { ...project, graph }, isCertified: true });
  expect(report.notes.join(' ')).toContain('random_height_1 is written as RandomZoom');
});

test('what TensorFlow.js has no layers for is told by name: in use it changes nothing', async () => {
  const { exportModel } = await exporting(readLocal);
  const graph = chain({ type: 'Input', config: { shape: [6, 6, 3] } }, { type: 'RandomFlip' }, { type: 'Flatten' });
  const report = await exportModel({ job: 'one', format: 'tfjs', project: { ...project, graph }, isCertified: false });
  expect(report.notes.join(' ')).toMatch(/no layers for random_flip_1 \(RandomFlip\): they act in training only/);
});

test('exports the network at hand, also where the canvas has gone on', async () => {
  const { exportModel, session } = await exporting(readLocal);
  await session.adopt(project.graph, new Map(), { classNames: [], isLightOnDark: true });
  const other = { ...project, graph: defaultProject().graph };
  const report = await exportModel({ job: 'one', format: 'keras', project: other, isCertified: false });
  expect(report.origin).toBe('current');
  expect(report.notes.join(' ')).toContain('changed since');
  expect(report.parameters).toBe(analyzeGraph(project.graph).totals.parameters);
});

test('a file that disagrees is refused, by the name of the layer', async () => {
  const { session } = await exporting(readLocal);
  const { graph, weights } = await exportedNetwork(session, project);
  const model = { ...graphForKeras(graph), name: 'model', analysis: analyzeGraph(graph), training: null, weights };
  const inputs = parityInputs(graph, model.analysis);
  const outputs = await networkAnswers(model, inputs);
  const expected = { model, inputs, outputs };
  const bytes = await writeKeras(model, '');
  await expect(readBackModel(bytes, 'model.keras', expected)).resolves.toHaveLength(3);
  const [layer = '', kept = []] = [...weights].find(([name]) => name.startsWith('dense')) ?? [];
  const changed = kept.map((weight) => ({ ...weight, values: weight.values.map((value) => value + 1e-6) }));
  const other = { ...model, weights: new Map([...weights, [layer, changed]]) };
  await expect(readBackModel(bytes, 'model.keras', { ...expected, model: other })).rejects.toMatchObject({
    code: 'export-disagrees',
    message: expect.stringContaining(`${layer}/kernel`),
  });
  const wrong = outputs.map((output) => ({ ...output, values: output.values.map((value) => value + 0.1) }));
  await expect(readBackModel(bytes, 'model.keras', { ...expected, outputs: wrong })).rejects.toMatchObject({
    message: expect.stringContaining('dense_1 answers otherwise'),
  });
});

test('to train elsewhere: programs, settings, weights, notebook and the digits', async () => {
  const { exportModel } = await exporting(readLocal);
  const report = await exportModel({ job: 'one', format: 'train-elsewhere', project, isCertified: true });
  const files = await unzipped(report.file);
  expect(Object.keys(files)).toEqual([
    'start.weights.h5',
    ...['model.py', 'train.py', 'train.ipynb', 'settings.json', 'data/manifest.json', 'requirements.txt', 'README.md'],
    ...['data/mnist.npz', 'parity.json', 'verify.py', 'verify.mjs'],
  ]);
  const arrays = unzipSync(files['data/mnist.npz']!);
  expect(Object.keys(arrays)).toEqual(['x_train.npy', 'y_train.npy', 'x_validation.npy', 'y_validation.npy']);
  const headOf = (name: string) => new TextDecoder().decode(arrays[name]!.subarray(0, 128));
  expect(headOf('x_train.npy')).toContain("'shape': (8000, 28, 28)");
  expect(headOf('x_validation.npy')).toContain("'shape': (2000, 28, 28)");
  expect(arrays['x_train.npy']!.length % 64).toBe((8000 * 784) % 64);
});
