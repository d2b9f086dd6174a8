/** Reads a picture file into pixels. */
import { StrideError } from '#base/errors.ts';
import type { Picture } from '#protocol/engine.ts';

/** Networks look at far fewer pixels; more would only take time. */
const longestSide = 512;

/** Throws a `StrideError` with code `picture-unreadable` that names the file. */
export async function readPicture(file: Blob, name: string): Promise<Picture> {
  const bitmap = await decode(file, name);
  try {
    const canvas = document.createElement('canvas');
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw unreadable(name);
    context.drawImage(bitmap, 0, 0);
    return {
      width: bitmap.width,
      height: bitmap.height,
      rgba: context.getImageData(0, 0, bitmap.width, bitmap.height).data,
    };
  } finally {
    bitmap.close();
  }
}

async function decode(file: Blob, name: string): Promise<ImageBitmap> {
  try {
    const bitmap = await createImageBitmap(file);
    const { width, height } = bitmap;
    if (Math.max(width, height) <= longestSide) return bitmap;
    bitmap.close();
    // Decoding anew at the smaller size happens off this thread; drawing a large bitmap would not.
    return await createImageBitmap(file, {
      ...(width >= height ? { resizeWidth: longestSide } : { resizeHeight: longestSide }),
      resizeQuality: 'high',
    });
  } catch (cause) {
    throw unreadable(name, cause);
  }
}

function unreadable(name: string, cause?: unknown): StrideError {
  return new StrideError({
    code: 'picture-unreadable',
    message: `${name} could not be read as a picture.`,
    remedy: 'Choose a PNG, JPEG, WebP, AVIF, GIF or BMP file.',
    cause,
  });
}
