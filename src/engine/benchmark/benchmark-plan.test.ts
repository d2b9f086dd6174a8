import { expect, test } from 'vitest';
import { sum } from '#base/math.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import { lectureCnn } from '#graph/templates/lecture-cnn.ts';
import { planBenchmark } from './benchmark-plan.ts';
import { kernelCases, lectureKernels } from './kernel-cases.ts';
import { convolution, dense, depthwise, fused } from './layer-calls.ts';

const namesOf = (plan: ReturnType<typeof planBenchmark>) => plan.measurements.map(({ name }) => name);

test('the lecture’s network is measured alone, or with every template and published network', () => {
  const lecture = planBenchmark('lecture', false);
  expect(lecture.omitted).toEqual([]);
  expect(namesOf(lecture).slice(-2)).toEqual(['Lecture CNN, training step, Adam', 'Lecture CNN, training step, SGD']);
  const whole = planBenchmark('whole', false);
  expect(whole.measurements.filter(({ kind }) => kind === 'step')).toHaveLength(7);
  expect(whole.measurements.filter(({ kind }) => kind === 'kernel')).toHaveLength(kernelCases([50, 256]).length);
  expect(whole.omitted).toEqual([]);
});

test('on a software adapter the heaviest kernels of published networks are left out by name, none of the lecture’s', () => {
  const { measurements, omitted } = planBenchmark('whole', true);
  const kernels = measurements.filter(({ kind }) => kind === 'kernel');
  expect(kernels.length + omitted.length).toBe(kernelCases([50]).length);
  const [heaviest] = kernelCases([50]).toSorted((a, b) => b.flops - a.flops);
  expect(omitted.map(({ name }) => name)).toContain(`${heaviest?.network}, ${heaviest?.name}`);
  expect(omitted.filter(({ name }) => name.startsWith('Lecture'))).toEqual([]);
  for (const network of ['VGG16', 'MobileNet', 'ResNet50']) {
    expect(kernels.some(({ name }) => name.startsWith(network))).toBe(true);
  }
});

test('the lecture’s kernels are those of its network: the same arithmetic', () => {
  const { nodes } = analyzeGraph(lectureCnn.build([28, 28, 1], 10));
  const counted = [...nodes.values()].map(({ multiplyAdds }) => 2 * 50 * multiplyAdds);
  for (const { name, flops } of lectureKernels(50)) if (flops > 0) expect(counted, name).toContain(flops);
  const forward = lectureKernels(50).filter(({ name }) => name.endsWith('forward'));
  expect(sum(forward.map(({ flops }) => flops))).toBeGreaterThan(0.95 * sum(counted));
});

test('bias and ReLU are fused into the forward passes alone, one number of the bias a channel', () => {
  const named = { network: 'Test', batch: 2 };
  const calls = [
    ...convolution(named, { layer: 'conv', side: 6, channels: 3, filters: 5, kernelSize: 3 }),
    ...depthwise(named, { layer: 'depthwise', side: 6, channels: 4, kernelSize: 3 }),
    ...dense(named, 'dense', 8, 7),
  ];
  expect(fused(calls).map(({ name, inputs }) => [name, inputs.bias])).toEqual([
    ['conv with bias and ReLU', [5]],
    ['depthwise with bias and ReLU', [4]],
    ['dense with bias and ReLU', [7]],
  ]);
});
