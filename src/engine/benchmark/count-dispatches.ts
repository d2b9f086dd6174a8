/** How many GPU programs a piece of synchronous work runs, whoever records them. */
export function countDispatches(work: () => void): number {
  const { prototype } = GPUComputePassEncoder;
  const { dispatchWorkgroups } = prototype;
  let count = 0;
  prototype.dispatchWorkgroups = function counted(...size) {
    count++;
    return dispatchWorkgroups.apply(this, size);
  };
  try {
    work();
    return count;
  } finally {
    prototype.dispatchWorkgroups = dispatchWorkgroups;
  }
}
