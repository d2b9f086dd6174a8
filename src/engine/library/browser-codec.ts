/** Pictures by the browser's own decoders, in a worker. */
import { present } from '#base/assert.ts';
import type { PictureCodec } from './library-host.ts';

const asStored: ImageBitmapOptions = { imageOrientation: 'from-image', colorSpaceConversion: 'none' };

export const browserCodec: PictureCodec = {
  async measure(file) {
    const bitmap = await createImageBitmap(file, asStored);
    const { width, height } = bitmap;
    bitmap.close();
    return { width, height };
  },
  async decode(file) {
    const bitmap = await createImageBitmap(file, asStored);
    try {
      const { width, height } = bitmap;
      const context = present(
        new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true }),
        'a canvas that was given no other context has a 2d one',
      );
      context.fillStyle = 'white';
      context.fillRect(0, 0, width, height);
      context.drawImage(bitmap, 0, 0);
      return { width, height, rgba: context.getImageData(0, 0, width, height).data };
    } finally {
      bitmap.close();
    }
  },
  draw: (file, width, height) =>
    createImageBitmap(file, {
      imageOrientation: 'from-image',
      resizeWidth: width,
      resizeHeight: height,
      resizeQuality: 'medium',
    }),
  async encode(frame) {
    const canvas = new OffscreenCanvas(frame.width, frame.height);
    present(canvas.getContext('2d'), 'a new canvas has a 2d context').drawImage(frame, 0, 0);
    frame.close();
    return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 });
  },
};
