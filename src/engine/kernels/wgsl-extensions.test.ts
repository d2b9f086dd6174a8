import { expect, test, vi } from 'vitest';
import { enableLine, takeExtensionsAnywhere, withExtensionsFirst } from './wgsl-extensions.ts';

test('lines that enable something come first, in their order, and nothing else moves', () => {
  const prelude = 'struct Uniforms { rows : i32 };\n// to enable f16; see below\n';
  const body = 'fn main(index : i32) {}\n';
  const code = `${prelude}${enableLine('f16')}\n  ${enableLine('subgroups')}\n${body}`;
  expect(withExtensionsFirst(code)).toBe(`enable f16;\n  enable subgroups;\n${prelude}\n\n${body}`);
  expect(withExtensionsFirst(prelude + body)).toBe(prelude + body);
});

test('a device takes them anywhere, however often it is told to', () => {
  const createShaderModule = vi.fn();
  const device = { createShaderModule } as unknown as GPUDevice;
  takeExtensionsAnywhere(device);
  takeExtensionsAnywhere(device);
  device.createShaderModule({ label: 'kernel', code: 'fn f() {}\nenable f16;' });
  expect(createShaderModule.mock.calls).toEqual([[{ label: 'kernel', code: 'enable f16;\nfn f() {}\n' }]]);
});
