import { expect, test } from 'vitest';
import type { BackendReport } from '#protocol/backend.ts';
import { backendText } from './backend-text.ts';

const report = (parts: Partial<BackendReport>) =>
  backendText({
    phase: 'ready',
    report: { name: 'webgpu', adapter: 'NVIDIA H100', isSoftware: false, refused: [], ...parts },
  });

test('WebGPU names its adapter', () => {
  expect(report({})).toEqual({ text: 'WebGPU · NVIDIA H100', tone: 'good' });
  expect(report({ adapter: '' }).text).toBe('WebGPU · graphics card');
});

test('a software adapter is called so', () => {
  expect(report({ adapter: 'SwiftShader Device', isSoftware: true })).toEqual({
    text: 'WebGPU · software adapter',
    tone: 'warning',
  });
});

test('a fallback says what is in use and why nothing better is', () => {
  const refused = [
    { name: 'webgpu', reason: 'no adapter' },
    { name: 'webgl', reason: 'no context' },
  ] as const;
  expect(report({ name: 'cpu', adapter: '', refused })).toEqual({
    text: 'CPU · WebGPU: no adapter · WebGL: no context',
    tone: 'warning',
  });
});

test('a failed engine says what happened', () => {
  expect(backendText({ phase: 'failed', message: 'The worker could not be loaded.', remedy: 'Reload.' })).toEqual({
    text: 'No engine · The worker could not be loaded.',
    tone: 'danger',
  });
});
