/**
 * Softmax and cross-entropy in one: a dispatch for the mean loss of a batch, one for the gradient. Computed from
 * logits with the row's maximum taken out, so that it is exact where softmax saturates (Keras: from_logits=True).
 */
import {
  engine,
  type GradConfig,
  type Scalar,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type TensorInfo,
} from '@tensorflow/tfjs';
import { kernelEntry } from '../kernel-entry.ts';
import { type KernelTemplate, runKernel } from '../run-kernel.ts';
import { workgroupSize, workgroupSum } from '../workgroup-sum.ts';

const lossName = 'SoftmaxCrossEntropy';
const gradientName = 'SoftmaxCrossEntropyGrad';

type Parameters = { readonly classes: number; readonly sparse: boolean };

const logSumExp = (classes: number) => `
  fn greatest(row : i32) -> f32 {
    var value = logits[row * ${classes}];
    for (var c = 1; c < ${classes}; c++) { value = max(value, logits[row * ${classes} + c]); }
    return value;
  }
  fn logSumExp(row : i32) -> f32 {
    let shift = greatest(row);
    var sum = 0.0;
    for (var c = 0; c < ${classes}; c++) { sum += exp(logits[row * ${classes} + c] - shift); }
    return shift + log(sum);
  }`;

const target = ({ classes, sparse }: Parameters) =>
  sparse ? 'select(0.0, 1.0, i32(labels[row]) == c)' : `labels[row * ${classes} + c]`;

const lossTemplate: KernelTemplate<Parameters> = {
  name: 'softmax-cross-entropy',
  code: (p) => `
  ${logSumExp(p.classes)}
  fn valueOf(row : i32) -> f32 {
    let total = logSumExp(row);
    var loss = 0.0;
    for (var c = 0; c < ${p.classes}; c++) { loss += ${target(p)} * (total - logits[row * ${p.classes} + c]); }
    return loss;
  }
  ${workgroupSum('uniforms.logitsShape.x', 'total / f32(uniforms.logitsShape.x)')}`,
};

const gradientTemplate: KernelTemplate<Parameters> = {
  name: 'softmax-cross-entropy-gradient',
  code: (p) => `
  ${logSumExp(p.classes)}
  fn main(row : i32) {
    if (row >= uniforms.outShape.x) { return; }
    let total = logSumExp(row);
    let weight = dy[0] / f32(uniforms.outShape.x);
    var mass = 0.0;
    for (var c = 0; c < ${p.classes}; c++) { mass += ${target(p)}; }
    for (var c = 0; c < ${p.classes}; c++) {
      let at = row * ${p.classes} + c;
      result[at] = weight * (mass * exp(logits[at] - total) - ${target(p)});
    }
  }`,
};

type LossInputs = Record<'logits' | 'labels', TensorInfo>;

function parametersOf({ logits, labels }: LossInputs): Parameters {
  return { classes: logits.shape.at(-1) ?? 1, sparse: labels.shape.length === 1 };
}

export const softmaxCrossEntropyKernel = kernelEntry<LossInputs, unknown>(lossName, ({ inputs, backend }) => {
  return runKernel(backend, lossTemplate, {
    parameters: parametersOf(inputs),
    inputs: [
      { name: 'logits', tensor: inputs.logits, components: 1 },
      { name: 'labels', tensor: inputs.labels, components: 1 },
    ],
    outputShape: [1],
    outputComponents: 1,
    invocations: [workgroupSize, 1],
    workgroupSize,
  });
});

export const softmaxCrossEntropyGradKernel = kernelEntry<LossInputs & { readonly dy: TensorInfo }, unknown>(
  gradientName,
  ({ inputs, backend }) => {
    const { dy, logits, labels } = inputs;
    return runKernel(backend, gradientTemplate, {
      parameters: parametersOf(inputs),
      inputs: [
        { name: 'dy', tensor: dy, components: 1 },
        { name: 'logits', tensor: logits, components: 1 },
        { name: 'labels', tensor: labels, components: 1 },
      ],
      outputShape: logits.shape,
      outputComponents: 1,
      invocations: [logits.shape[0] ?? 1, 1],
    });
  },
);

export const softmaxCrossEntropyGradient: GradConfig = {
  kernelName: lossName,
  inputsToSave: ['logits', 'labels'],
  gradFunc: (dy, [logits, labels]) => {
    if (Array.isArray(dy) || !logits || !labels) throw new Error(`${lossName} saved too few tensors.`);
    return {
      logits: () => engine().runKernel(gradientName, { dy, logits, labels }),
      // Labels are data; asking for their gradient is a programming fault.
      labels: () => {
        throw new Error(`${lossName} has no gradient to its labels.`);
      },
    };
  },
};

/**
 * The mean cross-entropy of a batch, with a gradient to the logits.
 *
 * @param logits [batch, classes], before softmax
 * @param labels class numbers [batch], or probabilities [batch, classes] such as one-hot rows
 * @returns a scalar
 */
export function softmaxCrossEntropy(logits: Tensor2D, labels: Tensor1D | Tensor2D): Scalar {
  return engine()
    .runKernel<Tensor>(lossName, { logits, labels: labels as Tensor })
    .asScalar();
}
