/** A picture of any kind as the pixels that a network of the zoo reads. */
import { StrideError } from '#base/errors.ts';
import { fitPhoto } from '#data/photo.ts';

/** Larger pictures are shrunk to this by the browser first, pixels. */
const largestSide = 4096;

/**
 * `[size, size, 3]` bytes, 0..255, red first, the picture stretched to the square as Keras's `load_img` does, by a filter
 * like Pillow's `BILINEAR`. Closes the picture. Throws `unreadable-picture` for a file that holds none.
 */
export async function picturePixels(picture: Blob | ImageBitmap | VideoFrame, size: number): Promise<Uint8Array> {
  const frame = picture instanceof Blob ? await decoded(picture) : picture;
  try {
    const [fullWidth, fullHeight] =
      frame instanceof ImageBitmap ? [frame.width, frame.height] : [frame.displayWidth, frame.displayHeight];
    const shrink = Math.min(1, largestSide / Math.max(fullWidth, fullHeight));
    const width = Math.max(1, Math.round(fullWidth * shrink));
    const height = Math.max(1, Math.round(fullHeight * shrink));
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (context === null) throw new Error('Assertion failed: a canvas of the worker draws');
    context.drawImage(frame, 0, 0, width, height);
    const { data } = context.getImageData(0, 0, width, height);
    return fitPhoto(
      { width, height, rgba: data },
      { width: size, height: size, channels: 3, fit: 'stretch', isLightOnDark: false },
    );
  } finally {
    frame.close();
  }
}

async function decoded(file: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch (cause) {
    throw new StrideError({
      code: 'unreadable-picture',
      message: `${file instanceof File ? file.name : 'The picture'} is no picture that this browser can read.`,
      remedy: 'Choose a JPEG, PNG, WebP or GIF picture.',
      cause,
    });
  }
}
