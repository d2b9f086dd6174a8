/** How many invocations a software adapter computes together, where they can hand each other what they read. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { isSoftwareAdapter } from './software-adapter.ts';

/** Subgroups larger than this have not been met on a processor. */
const maxLanes = 16;

/**
 * The size of every subgroup, or 1 where it is not known or handing on is not worth it: a graphics card reads one address
 * for many invocations at once.
 */
export function subgroupLanes(backend: WebGPUBackend): number {
  const { features, adapterInfo } = backend.device;
  const { subgroupMinSize, subgroupMaxSize } = adapterInfo;
  const isKnown = subgroupMinSize === subgroupMaxSize && subgroupMaxSize <= maxLanes;
  return isKnown && features.has('subgroups') && isSoftwareAdapter(backend) ? subgroupMaxSize : 1;
}
