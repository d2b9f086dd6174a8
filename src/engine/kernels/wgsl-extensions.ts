/**
 * WGSL extensions for kernels that need one. WGSL wants `enable f16;` before every declaration, and tfjs puts its prelude
 * in front of a kernel's code: so the device is made to move such lines to the top of the module.
 */

export type WgslExtension = 'f16' | 'subgroups';

/** The line that a kernel's own code begins with. */
export function enableLine(extension: WgslExtension): string {
  return `enable ${extension};`;
}

const enableLines = /^[ \t]*enable [a-z0-9_, ]+;[ \t]*$/gm;

/** The same module with its `enable` lines first. */
export function withExtensionsFirst(code: string): string {
  const lines = code.match(enableLines);
  return lines ? `${lines.join('\n')}\n${code.replace(enableLines, '')}` : code;
}

const prepared = new WeakSet<GPUDevice>();

/** From now on the device takes `enable` lines anywhere in a module. Calling it again changes nothing. */
export function takeExtensionsAnywhere(device: GPUDevice): void {
  if (prepared.has(device)) return;
  prepared.add(device);
  const createShaderModule = device.createShaderModule.bind(device);
  device.createShaderModule = (descriptor) =>
    createShaderModule({ ...descriptor, code: withExtensionsFirst(descriptor.code) });
}
