/**
 * The forms that a product has (tiles in registers and in workgroup memory, subgroups, 16 bits a number) side by side: how
 * far each is from float64, and what it takes. The place where 16 bits are checked: Chromium's software adapter has none.
 */
import { fork } from 'node:child_process';
import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { conv2DReference } from '#engine/kernels/conv2d/conv2d.reference.ts';
import { runConv2D } from '#engine/kernels/conv2d/conv2d.ts';
import { runConv2DForm } from '#engine/kernels/conv2d/conv2d-forms.ts';
import { conv2DGeometry } from '#engine/kernels/conv2d/conv2d-geometry.ts';
import { matMulReference } from '#engine/kernels/matmul/matmul.reference.ts';
import { runMatMul } from '#engine/kernels/matmul/matmul.ts';
import { runMatMulForm } from '#engine/kernels/matmul/matmul-forms.ts';
import { missingFor } from '#engine/kernels/testing/missing-for.ts';
import { randomValues } from '#engine/kernels/testing/random-values.ts';
import { type ProductForm, productForms } from '#protocol/kernels.ts';
import { measureInTurns } from '../kernels/measure.ts';
import type { Aim } from '../part.ts';

type Form = 'registers' | ProductForm;

interface FormCase {
  readonly name: string;
  readonly expected: Float64Array;
  readonly run: (form: Form) => tf.TensorInfo | undefined;
  readonly close: () => void;
}

/** Of the largest value: half a unit in the last of eleven bits for either factor, and what float32 sums lose. */
const mostOff = { half: 2 ** -10, others: 1e-5 } as const;

/** The first dense layer of the lecture's network. */
function matMulCase(backend: WebGPUBackend): FormCase {
  const sizes = { rows: 50, inner: 1600, columns: 128, transposeA: false, transposeB: false } as const;
  const [a, b] = [randomValues(sizes.rows * sizes.inner, 1), randomValues(sizes.inner * sizes.columns, 2)];
  const call = {
    ...sizes,
    a: tf.tensor2d(a, [sizes.rows, sizes.inner]),
    b: tf.tensor2d(b, [sizes.inner, sizes.columns]),
  };
  return {
    name: 'dense1, batch 50',
    expected: matMulReference(sizes, a, b),
    run: (form) => (form === 'registers' ? runMatMul(backend, call) : runMatMulForm(backend, form, call)),
    close: () => tf.dispose([call.a, call.b]),
  };
}

/** The second convolution of the lecture's network. */
function conv2DCase(backend: WebGPUBackend): FormCase {
  const [batch, side, channels, filters, kernelSize] = [10, 13, 32, 64, 3] as const;
  const xShape: [number, number, number, number] = [batch, side, side, channels];
  const filterShape: [number, number, number, number] = [kernelSize, kernelSize, channels, filters];
  const g = conv2DGeometry(tf.backend_util.computeConv2DInfo(xShape, filterShape, 1, 1, 'valid'));
  const x = randomValues(tf.util.sizeFromShape(xShape), 1);
  const filter = randomValues(tf.util.sizeFromShape(filterShape), 2);
  const call = { x: tf.tensor4d(x, xShape), filter: tf.tensor4d(filter, filterShape) };
  return {
    name: `conv2, batch ${batch}`,
    expected: conv2DReference(g, batch, x, filter),
    run: (form) => (form === 'registers' ? runConv2D(backend, g, call) : runConv2DForm(backend, form, g, call)),
    close: () => tf.dispose([call.x, call.filter]),
  };
}

/** The largest distance from what was expected, relative to the largest value. */
function errorOf(actual: ArrayLike<number>, expected: Float64Array): number {
  let [error, scale] = [0, 0];
  for (const [index, value] of expected.entries()) {
    error = Math.max(error, Math.abs((actual[index] ?? Number.NaN) - value));
    scale = Math.max(scale, Math.abs(value));
  }
  return error / scale;
}

async function measureCase(backend: WebGPUBackend, open: FormCase): Promise<readonly Aim[]> {
  const missing = productForms.flatMap((form) => missingFor(backend, form) ?? []);
  for (const reason of missing) console.log(`${open.name}: ${reason}.`);
  const forms: readonly Form[] = ['registers', ...productForms.filter((form) => missingFor(backend, form) === null)];
  const output = (form: Form): tf.TensorInfo => {
    const tensor = open.run(form);
    if (!tensor) throw new Error(`${open.name} is not covered by ${form}.`);
    return tensor;
  };
  const milliseconds = await measureInTurns(
    backend,
    forms.map((form) => ({
      prepare: () => undefined,
      run: () => output(form),
      release: (tensor) => backend.disposeData((tensor as tf.TensorInfo).dataId),
    })),
    { repeats: 5, budget: 5000 },
  );
  const aims: Aim[] = [];
  for (const [index, form] of forms.entries()) {
    const tensor = output(form);
    const error = errorOf((await backend.read(tensor.dataId)) as Float32Array, open.expected);
    backend.disposeData(tensor.dataId);
    const most = form === 'half' ? mostOff.half : mostOff.others;
    const taken = `${milliseconds[index]?.toFixed(2)} ms`;
    aims.push({
      aim: `${open.name}, ${form}: off by at most ${most.toExponential(1)} of the largest value`,
      measured: `${error.toExponential(1)}, in ${taken}`,
      isReached: error <= most,
    });
  }
  return aims;
}

/** Random shapes, in a process of its own: a software adapter compiles what it runs on one core. */
function checkForm(form: ProductForm, shapes: number): Promise<Aim> {
  const process = fork('bench/run.mjs', ['bench/dawn/check-form.ts', form, String(shapes)]);
  return new Promise((resolve, reject) => {
    process.once('message', (aim) => resolve(aim as Aim));
    process.once('error', reject);
    process.once('exit', () => reject(new Error(`${form} could not be checked on random shapes.`)));
  });
}

/** @param shapes how many random ones each form is checked on */
export async function measureForms(backend: WebGPUBackend, shapes: number): Promise<readonly Aim[]> {
  const forms = productForms.filter((form) => missingFor(backend, form) === null);
  const aims: Aim[] = await Promise.all(forms.map((form) => checkForm(form, shapes)));
  for (const openCase of [matMulCase, conv2DCase]) {
    const open = openCase(backend);
    try {
      aims.push(...(await measureCase(backend, open)));
    } finally {
      open.close();
    }
  }
  return aims;
}
