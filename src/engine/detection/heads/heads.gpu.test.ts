import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { beforeAll, expect, test } from 'vitest';
import { uniformAt } from '#base/random.ts';
import { asTensor, openWebGPU, valuesOf } from '../../kernels/testing/webgpu-backend.ts';
import { topCandidates } from '../../kernels/top-candidates/top-candidates.ts';
import { readModelFiles } from '../model-files.ts';
import { bestPlaces } from './best-places.ts';
import { centerNetHead } from './center-net.ts';
import type { Head } from './head.ts';
import { ssdHead } from './ssd.ts';

let backend: WebGPUBackend;
beforeAll(async () => {
  backend = await openWebGPU();
});

const input = { height: 64, width: 96 };

/** Rows of y1, x1, y2, x2, score, class, those without score left out. */
function rowsOf(values: ArrayLike<number>): number[][] {
  const rows = Array.from({ length: values.length / 6 }, (_, row) => Array.from(values).slice(row * 6, row * 6 + 6));
  return rows.filter(([, , , , score]) => score! > 0);
}

async function bothWays(head: Head, outputs: readonly { shape: number[]; values: Float32Array }[]) {
  const [onGpu] = await valuesOf(backend, () => {
    const tensors = outputs.map(({ shape, values }) => tf.tensor(values, shape));
    return asTensor(topCandidates(backend, head.onGpu(tensors, input)));
  });
  const inMemory = bestPlaces(head.inMemory(outputs, input)).map(({ box, score, classIndex }) => [
    box.y1,
    box.x1,
    box.y2,
    box.x2,
    score,
    classIndex,
  ]);
  return { onGpu: rowsOf(onGpu!), inMemory };
}

function random(shape: number[], seed: number, scale = 1, power = 1) {
  const count = shape.reduce((product, size) => product * size, 1);
  return { shape, values: Float32Array.from({ length: count }, (_, index) => uniformAt(seed, index) ** power * scale) };
}

const cases = [
  ['CenterNet', centerNetHead, [random([1, 8, 12, 5], 1, 1, 4), random([1, 8, 12, 4], 2, 30)]],
  ['SSD', ssdHead(), [random([1, 40, 3], 3, 1, 3), random([1, 40, 1, 4], 4)]],
  ['SSD with categories', ssdHead([4, -1, 2]), [random([1, 40, 1, 4], 5), random([1, 40, 3], 6)]],
] as const;

test.each(cases)('%s is read alike on the GPU and in memory', async (_, head, outputs) => {
  const { onGpu, inMemory } = await bothWays(head, outputs);
  expect(onGpu.length).toBeGreaterThan(5);
  expect(onGpu).toHaveLength(inMemory.length);
  onGpu.forEach((row, place) => {
    row.forEach((value, column) => {
      expect(value).toBeCloseTo(inMemory[place]![column]!, 3);
    });
  });
});

test('the embedded detector’s own decoding and ours agree on its real outputs', async () => {
  const part = async (name: string) => ({ name, content: await (await fetch(`/models/${name}`)).blob() });
  const artifacts = await readModelFiles(await Promise.all([part('centernet.json'), part('centernet.bin')]));
  const network = await tf.loadGraphModel({ load: async () => artifacts });
  const size = { height: 512, width: 512 };
  const picture = tf.tidy(() => {
    // A red disc between grass and sky: for the detector a frisbee, or a ball.
    const [y, x] = [tf.range(0, 512).reshape([512, 1, 1]), tf.range(0, 512).reshape([1, 512, 1])];
    const isDisc = tf.less(tf.add(tf.square(tf.sub(y, 230)), tf.square(tf.sub(x, 256))), 60 ** 2).tile([1, 1, 3]);
    const ground = tf.where(
      tf.less(y, 330).tile([1, 512, 3]),
      tf.tensor1d([127, 167, 201]),
      tf.tensor1d([61, 122, 53]),
    );
    return tf.expandDims(tf.where(isDisc, tf.tensor1d([204, 34, 34]), ground)) as tf.Tensor4D;
  });
  const names = ['tower_0/keypoints', 'tower_0/wh', 'tower_0/detections'];
  const [heat, sides, detections] = network.execute(picture, names) as tf.Tensor[];
  const rows = tf.engine().makeTensorFromTensorInfo(topCandidates(backend, centerNetHead.onGpu([heat!, sides!], size)));
  const given = rowsOf(await rows.data<'float32'>());
  const inMemory = bestPlaces(
    centerNetHead.inMemory(
      [
        { shape: heat!.shape, values: await heat!.data() },
        { shape: sides!.shape, values: await sides!.data() },
      ],
      size,
    ),
  );
  const expected = (await detections!.data<'float32'>()) as Float32Array;
  tf.dispose([picture, heat!, sides!, detections!, rows]);
  network.dispose();

  const counted = Math.min(100, given.length);
  expect(counted).toBeGreaterThan(10);
  expect(inMemory).toHaveLength(given.length);
  for (let place = 0; place < counted; place++) {
    const [x1, y1, x2, y2, score, classIndex] = expected.slice(place * 6, place * 6 + 6);
    const own = given[place]!;
    expect(own[4]).toBeCloseTo(score!, 6);
    expect(own[5]).toBe(classIndex);
    expect(inMemory[place]!.classIndex).toBe(classIndex);
    [y1, x1, y2, x2].forEach((edge, side) => {
      expect(own[side]).toBeCloseTo(edge!, 2);
    });
  }
}, 240_000);
