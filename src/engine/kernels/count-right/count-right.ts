/** How many of a batch are told right, in one dispatch where tfjs takes four. */
import { engine, type Scalar, type Tensor, type Tensor1D, type Tensor2D, type TensorInfo } from '@tensorflow/tfjs';
import { kernelEntry } from '../kernel-entry.ts';
import { type KernelTemplate, runKernel } from '../run-kernel.ts';
import { workgroupSize, workgroupSum } from '../workgroup-sum.ts';

const kernelName = 'CountRight';

const template: KernelTemplate<{ readonly classes: number }> = {
  name: 'count-right',
  code: ({ classes }) => `
  fn valueOf(row : i32) -> f32 {
    var greatest = logits[row * ${classes}];
    var place = 0;
    for (var c = 1; c < ${classes}; c++) {
      let logit = logits[row * ${classes} + c];
      if (logit > greatest) {
        greatest = logit;
        place = c;
      }
    }
    return select(0.0, 1.0, place == labels[row]);
  }
  ${workgroupSum('uniforms.logitsShape.x', 'total')}`,
};

export const countRightKernel = kernelEntry<Record<'logits' | 'labels', TensorInfo>, unknown>(
  kernelName,
  ({ inputs: { logits, labels }, backend }) =>
    runKernel(backend, template, {
      parameters: { classes: logits.shape.at(-1) ?? 1 },
      inputs: [
        { name: 'logits', tensor: logits, components: 1 },
        { name: 'labels', tensor: labels, components: 1 },
      ],
      outputShape: [1],
      outputComponents: 1,
      invocations: [workgroupSize, 1],
      workgroupSize,
    }),
);

/**
 * How often the greatest logit, the first of equals, is the label's. Needs the WebGPU backend with our kernels.
 *
 * @param logits [batch, classes]
 * @param labels int32 [batch]
 */
export function countRight(logits: Tensor2D, labels: Tensor1D): Scalar {
  return engine().runKernel<Tensor>(kernelName, { logits, labels }).asScalar();
}
