/**
 * `node bench/run.mjs bench/dawn/check-form.ts half 200`: one form of a product on so many random shapes, against float64.
 * Says how far it is, and hands the outcome to the process that began this one.
 */
import { present } from '#base/assert.ts';
import { productForms } from '#protocol/kernels.ts';
import { aimLine } from '../part.ts';
import { openDevice } from './open-device.ts';

export async function main([name, count]: readonly string[]): Promise<void> {
  const form = present(
    productForms.find((one) => one === name),
    'a form is named',
  );
  openDevice();
  // tfjs looks for navigator.gpu when it is loaded.
  const { startWebgpu } = await import('#engine/backend/webgpu.ts');
  const { checkOnRandomShapes } = await import('./random-shapes.ts');
  const { webgpu } = await startWebgpu({ lost: () => console.error('The device was lost.'), failed: console.error });
  if (!webgpu) throw new Error('Dawn opened no device.');
  const aim = await checkOnRandomShapes(webgpu, form, Number(count));
  const { send } = process;
  if (send) await new Promise((resolve) => send.call(process, aim, resolve));
  else console.log(aimLine(aim));
}
