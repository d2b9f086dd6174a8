/** What a step costs besides time: dispatches to the GPU, and tensors made. */
import * as tf from '@tensorflow/tfjs';

let dispatches = 0;

/** Counts every dispatch of this page from now on, whoever makes it. */
export function countDispatches(): void {
  const encoder = GPUComputePassEncoder.prototype;
  const { dispatchWorkgroups, dispatchWorkgroupsIndirect } = encoder;
  encoder.dispatchWorkgroups = function count(...size) {
    dispatches++;
    return dispatchWorkgroups.apply(this, size);
  };
  encoder.dispatchWorkgroupsIndirect = function count(...place) {
    dispatches++;
    return dispatchWorkgroupsIndirect.apply(this, place);
  };
}

export const dispatchCount = (): number => dispatches;

/** tfjs numbers tensors in the order in which they are made. */
export function nextTensorId(): number {
  const tensor = tf.scalar(0);
  tensor.dispose();
  return tensor.id;
}
