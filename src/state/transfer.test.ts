import { expect, test } from 'vitest';
import { ModelBuilder } from '#graph/model-builder.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import { defaultOptimizer } from '#graph/training/training-defaults.ts';
import type { TransferEngine } from '#protocol/transfer.ts';
import { startEngine } from './engine-events.ts';
import { fakeEngine, refusing } from './testing/fake-engine.ts';
import { testStride } from './testing/test-stride.ts';
import { train } from './train.ts';
import { chooseTransfer, editHead, openFullNetwork } from './transfer.ts';
import { forecastTransfer } from './transfer-forecast.ts';
import { enlargedFrom } from './transfer-plan.ts';

const finished = { end: { kind: 'finished' }, epochs: [], confusion: null } as const;

/** A frozen base of two blocks with its head, as `prepare` gives it. */
function prepared(): ModelGraph {
  const model = new ModelBuilder();
  const input = model.layer('Input', { shape: [28, 28, 1] });
  const first = model.layer('Conv2D', { filters: 4, kernelSize: [3, 3] }, input);
  const second = model.layer('Conv2D', { filters: 4, kernelSize: [3, 3] }, first);
  const pooled = model.layer('GlobalAveragePooling2D', {}, second);
  model.layer('Dense', { units: 10, activation: 'softmax' }, pooled);
  const { nodes, edges } = model.build();
  const blocks = [undefined, 'one', 'two'];
  return {
    nodes: nodes.map((node, index) => {
      const block = blocks[index];
      return block === undefined ? node : { ...node, block, trainable: false };
    }),
    edges,
  };
}

async function ready(parts: Partial<TransferEngine> = {}) {
  const runs: { start?: string; graph: ModelGraph; settings: object }[] = [];
  const refuse = () => Promise.reject({ code: 'refused', message: 'No.', remedy: 'Try.' });
  const transfer = refusing<TransferEngine>({ plan: refuse, prepare: async () => prepared(), train: refuse, ...parts });
  const engine = fakeEngine({
    transfer,
    train: async (request) => {
      runs.push(request);
      return finished;
    },
  });
  const stride = testStride({ engine });
  await startEngine(stride);
  return { stride, runs };
}

test('one click puts augmentation, base and head into Build as one step, and trains them from the base’s weights', async () => {
  const { stride, runs } = await ready();
  const before = stride.project.getProject();
  chooseTransfer(stride, { way: 'full', unfrozen: 1, epochs: 3, batchSize: 8, learningRate: 0.01 });
  await openFullNetwork(stride, 'training');
  const { graph, training } = stride.project.getProject();
  const layers = new Map(graph.nodes.map((node) => [node.name, node]));
  expect([...layers.keys()]).toEqual(expect.arrayContaining(['random_flip', 'random_rotation', 'conv2d_2', 'dense_1']));
  expect(layers.get('conv2d_1')).toMatchObject({ trainable: false });
  expect(layers.get('conv2d_2')).toMatchObject({ trainable: true, learningRateMultiplier: 0.1 });
  expect(training).toMatchObject({ epochs: 3, batchSize: 8, learningRate: 0.01 });
  expect(runs).toEqual([expect.objectContaining({ start: 'current', graph, settings: training })]);
  expect(stride.notices.store.getState().notices).toEqual([]);
  stride.project.undo();
  expect(stride.project.getProject()).toEqual(before);
});

test('the head opens in Build for editing without a run, and is what the fast way trains from then on', async () => {
  const { stride, runs } = await ready();
  chooseTransfer(stride, { unfrozen: 1 });
  await editHead(stride);
  expect(runs).toEqual([]);
  const { graph } = stride.project.getProject();
  expect(graph.nodes.map(({ type }) => type)).not.toContain('RandomFlip');
  expect(graph.nodes.filter(({ trainable }) => !trainable)).toHaveLength(2);
  expect(stride.transfer.getState().settings.headSource).toBe('drawn');
});

test('what fails is shown, and leaves the document and the head as they were', async () => {
  const { stride, runs } = await ready({
    prepare: () => Promise.reject({ code: 'offline', message: 'No network.', remedy: 'Wait.' }),
  });
  const before = stride.project.getProject();
  await editHead(stride);
  await openFullNetwork(stride, 'training');
  expect(stride.transfer.getState().work).toMatchObject({ phase: 'failed', fault: { message: 'No network.' } });
  expect(stride.transfer.getState().settings.headSource).toBe('standard');
  expect(stride.project.getProject()).toBe(before);
  expect(runs).toEqual([]);
});

test('a frozen base that the network at hand has no weights for is warned of before it trains', async () => {
  const { stride } = await ready();
  stride.project.edit('Open', (project) => ({ ...project, graph: prepared() }));
  await train(stride);
  expect(stride.notices.store.getState().notices).toEqual([
    expect.objectContaining({ tone: 'warning', message: expect.stringMatching(/2 frozen layers keep random weights/) }),
  ]);
});

test('the forecast tells more memory and time for more unfrozen blocks, and no time where nothing was measured', () => {
  const forecast = (unfrozen: number, measuredRate: number | null) =>
    forecastTransfer({
      prepared: prepared(),
      settings: { unfrozen, baseMultiplier: 0.1, batchSize: 16 },
      transforms: [],
      training: { optimizer: defaultOptimizer('adam'), validationSplit: 0.2 },
      pictures: { sampleCount: 100 },
      measuredRate,
    });
  expect(forecast(0, null).epochMilliseconds).toBeNull();
  const [frozen, one, two] = [0, 1, 2].map((count) => forecast(count, 1e6));
  expect(frozen!.trainableParameters).toBe(4 * 10 + 10);
  expect(one!.trainableParameters).toBe(3 * 3 * 4 * 4 + 4 + 50);
  for (const [less, more] of [
    [frozen!, one!],
    [one!, two!],
  ] as const) {
    expect(more.memory.total).toBeGreaterThan(less.memory.total);
    expect(more.epochMilliseconds!).toBeGreaterThan(less.epochMilliseconds!);
  }
  expect(forecast(2, 2e6).epochMilliseconds).toBeCloseTo(two!.epochMilliseconds! / 2);
});

test.each([
  [[96, 96, 3], 300, 224, 96],
  [[224, 224, 3], 60, 224, 60],
  [[224, 224, 3], 300, 224, null],
  [[28, 28, 1], null, 96, 28],
] as const)(
  'pictures of %j from files of %s pixels for a base of %i are enlarged from %s',
  (shape, originalSide, inputSize, from) => {
    const pictures = { sampleShape: shape, classCount: 2, sampleCount: 10, originalSide };
    expect(enlargedFrom(pictures, inputSize)).toBe(from);
  },
);
