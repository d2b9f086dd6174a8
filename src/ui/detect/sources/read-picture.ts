/** Pictures to look at: from files, and those that come with the app. */
import { pictureFault } from './source-fault.ts';

/** No detector looks at more, and a graphics card takes no texture that is much larger. */
const longestSide = 4096;

/** The four that come with the app; NOTICE says whose they are. */
export const samplePictures = [
  { name: 'Cat', path: './samples/chelsea.png' },
  { name: 'Astronaut', path: './samples/astronaut.png' },
  { name: 'Coffee', path: './samples/coffee.png' },
  { name: 'Rocket', path: './samples/rocket.jpg' },
] as const;

/** Rejects with a plain `EngineFault` that names the file. */
export async function readPicture(file: Blob, name: string): Promise<ImageBitmap> {
  try {
    const bitmap = await createImageBitmap(file);
    const { width, height } = bitmap;
    if (Math.max(width, height) <= longestSide) return bitmap;
    bitmap.close();
    return await createImageBitmap(
      file,
      width >= height ? { resizeWidth: longestSide } : { resizeHeight: longestSide },
    );
  } catch {
    throw pictureFault(name);
  }
}
