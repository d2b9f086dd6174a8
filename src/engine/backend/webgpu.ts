/**
 * The first rung: WebGPU. The adapter and the device are asked for here and not by tfjs, whose own factory throws
 * "cannot read properties of null" where there is no adapter, and cannot be called again after a loss.
 */
import * as tf from '@tensorflow/tfjs';
import { messageOf } from '#base/errors.ts';
import { registerKernels } from '../kernels/index.ts';
import type { DeviceListener } from './device-listener.ts';
import { Refusal } from './refusal.ts';
import { isSoftwareName } from './software-names.ts';
import type { Rung } from './standing-backend.ts';

/** What tfjs's programs and ours may need, where the adapter has it. */
const wantedFeatures: readonly GPUFeatureName[] = ['timestamp-query', 'shader-f16', 'subgroups'];

/**
 * Limits above WebGPU's defaults: tfjs binds whole tensors at once and tiles by workgroup memory; our optimizers update as
 * many variables in a dispatch as it binds buffers.
 */
const raisedLimits = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
] as const;

function gpuOf(): GPU {
  const { gpu } = globalThis.navigator ?? {};
  if (gpu) return gpu;
  const isSecure = (globalThis as { readonly isSecureContext?: boolean }).isSecureContext ?? true;
  throw new Refusal(
    isSecure
      ? 'This browser does not have WebGPU, or it is switched off in its settings.'
      : 'Browsers allow WebGPU only on pages opened by https or from this computer itself.',
  );
}

async function requestDevice(adapter: GPUAdapter): Promise<GPUDevice> {
  const requiredLimits = Object.fromEntries(raisedLimits.map((name) => [name, adapter.limits[name]]));
  const requiredFeatures = wantedFeatures.filter((feature) => adapter.features.has(feature));
  try {
    return await adapter.requestDevice({ requiredFeatures, requiredLimits });
  } catch (thrown) {
    throw new Refusal(`The graphics card was found but would not open: ${messageOf(thrown)}`);
  }
}

/** Gives the word of the device's loss. */
function watch(device: GPUDevice, listener: DeviceListener): Promise<string> {
  device.addEventListener('uncapturederror', ({ error }) => {
    listener.failed(error.message, error instanceof GPUOutOfMemoryError);
  });
  const lost = device.lost.then(({ message, reason }) => message || reason);
  lost.then(listener.lost);
  return lost;
}

/** A small sum, computed and read back: a driver that cannot do this can do nothing. */
async function provesItself(): Promise<boolean> {
  const total = tf.tidy(() => tf.sum(tf.square(tf.range(0, 2000))));
  try {
    const [value = 0] = await total.data();
    return Math.abs(value / 2_664_667_000 - 1) < 1e-3;
  } finally {
    total.dispose();
  }
}

/** Opens the graphics card and makes tfjs compute on it. Throws a `Refusal` where that cannot be. */
export async function startWebgpu(listener: DeviceListener): Promise<Rung> {
  const adapter = await gpuOf().requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) throw new Refusal('The browser has WebGPU but found no graphics card that it trusts with it.');
  const { description, device: deviceName, vendor, architecture, isFallbackAdapter } = adapter.info;
  const name = description || deviceName || `${vendor} ${architecture}`.trim();
  const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
  const device = await requestDevice(adapter);
  const backend = new WebGPUBackend(device, adapter.info);
  if (tf.findBackendFactory('webgpu')) tf.removeBackend('webgpu');
  tf.registerBackend('webgpu', () => backend, 3);
  registerKernels();
  // Small tensors would otherwise be computed on the processor as long as they lie there, and on the GPU later: the
  // programs of the first step would not be those of the second, and could not be compiled ahead.
  tf.env().set('WEBGPU_CPU_FORWARD', false);
  await tf.setBackend('webgpu');
  if (!(await provesItself())) {
    device.destroy();
    throw new Refusal('The graphics card computed a simple sum wrongly.');
  }
  return {
    webgpu: backend,
    lost: watch(device, listener),
    destroy: () => device.destroy(),
    fence: () => {
      backend.ensureCommandEncoderReady();
      backend.endComputePassEncoder();
      backend.submitQueue();
      return device.queue.onSubmittedWorkDone();
    },
    adapter: name,
    isSoftware: isFallbackAdapter || isSoftwareName(`${name} ${vendor} ${architecture}`),
  };
}
