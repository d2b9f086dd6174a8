import { expect, test } from 'vitest';
import { ModelBuilder } from '#graph/model-builder.ts';
import type { KeptFeatureSet, TransferEngine } from '#protocol/transfer.ts';
import { startEngine } from './engine-events.ts';
import { fakeEngine, refusing } from './testing/fake-engine.ts';
import { testStride } from './testing/test-stride.ts';
import { refreshFeatures, removeFeatures } from './transfer-features.ts';

const set: KeptFeatureSet = {
  id: 'one',
  base: { kind: 'embedded' },
  inputSize: 224,
  layer: 'add',
  isHalfPrecision: false,
  pictures: 12,
  bytes: 282_000,
};

function engineThatKeeps(refusal?: object) {
  let kept: readonly KeptFeatureSet[] = [set, { ...set, id: 'two', inputSize: 96, pictures: 3 }];
  const { nodes, edges } = new ModelBuilder().build();
  return refusing<TransferEngine>({
    features: async () => kept,
    removeFeatures: async (ids) => {
      if (refusal) throw refusal;
      kept = kept.filter(({ id }) => !ids.includes(id));
    },
    plan: async () => ({
      graph: { nodes, edges },
      kept: { pictures: kept.reduce((sum, { pictures }) => sum + pictures, 0), bytes: 0 },
    }),
  });
}

test('deleted features leave the list, and what is planned no longer counts on them', async () => {
  const stride = testStride({ engine: fakeEngine({ transfer: engineThatKeeps() }) });
  await startEngine(stride);
  await refreshFeatures(stride);
  expect(stride.transfer.getState().features.map(({ id }) => id)).toEqual(['one', 'two']);
  await removeFeatures(stride, ['one']);
  expect(stride.transfer.getState()).toMatchObject({
    features: [{ id: 'two' }],
    plan: { phase: 'ready', plan: { kept: { pictures: 3 } } },
  });
});

test('where a run is reading them they stay, and why is said', async () => {
  const refusal = { code: 'already-training', message: 'A network is being trained already.', remedy: 'Stop it.' };
  const stride = testStride({ engine: fakeEngine({ transfer: engineThatKeeps(refusal) }) });
  await removeFeatures(stride, ['one']);
  expect(stride.transfer.getState().features).toHaveLength(2);
  expect(stride.notices.store.getState().notices).toMatchObject([{ message: refusal.message, remedy: refusal.remedy }]);
});
