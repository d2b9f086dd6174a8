/** The second rung: WebGL 2 on a canvas that nobody sees. */
import * as tf from '@tensorflow/tfjs';
import type { DeviceListener } from './device-listener.ts';
import { Refusal } from './refusal.ts';
import { isSoftwareName } from './software-names.ts';
import type { Rung } from './standing-backend.ts';

/** The part of tfjs's WebGL backend that is used here; its class is not exported by `@tensorflow/tfjs`. */
interface WebglBackend {
  readonly gpgpu: { readonly gl: WebGL2RenderingContext & { readonly canvas: EventTarget } };
}

function rendererOf(gl: WebGL2RenderingContext): string {
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  return String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER) ?? '');
}

export async function startWebgl(listener: DeviceListener): Promise<Rung> {
  if (typeof OffscreenCanvas === 'undefined' || !new OffscreenCanvas(1, 1).getContext('webgl2')) {
    throw new Refusal('This browser offers no WebGL 2 to background threads.');
  }
  if (!(await tf.setBackend('webgl'))) throw new Refusal('WebGL is there but TensorFlow.js could not start on it.');
  const { gl } = (tf.backend() as unknown as WebglBackend).gpgpu;
  const lost = new Promise<string>((resolve) => {
    gl.canvas.addEventListener('webglcontextlost', () => resolve('The WebGL context was lost.'));
  });
  lost.then(listener.lost);
  const adapter = rendererOf(gl);
  return {
    adapter,
    isSoftware: isSoftwareName(adapter),
    webgpu: null,
    fence: (latest) => latest.data(),
    lost,
    destroy: () => gl.getExtension('WEBGL_lose_context')?.loseContext(),
  };
}
