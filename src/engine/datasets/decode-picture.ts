import { fitPicture } from '#data/fit-picture.ts';
import { hexOf } from '#data/library/hex.ts';
import { hashBytes } from '#data/library/sample-chunk.ts';
import type { PictureSettings } from '#data/picture-settings.ts';
import type { DatasetFiles } from '#storage/dataset-files.ts';
import type { PictureCodec } from '../library/library-host.ts';

export interface DecodeRequest {
  readonly dataset: string;
  /** SHA-256 of each picture, in order, 32 bytes each. */
  readonly hashes: Uint8Array;
  readonly settings: PictureSettings;
  readonly files: DatasetFiles;
  readonly codec: Pick<PictureCodec, 'decode'>;
  /** Called now and then with how many pictures are there. */
  readonly onProgress: (done: number, total: number) => void;
}

/** Bytes of a picture at its target size. */
export function sizeOf({ height, width, channels }: PictureSettings): number {
  return height * width * channels;
}

/** Names what was decoded: other settings give another. */
export function formOf({ height, width, channels, fit }: PictureSettings): string {
  return `${height}x${width}x${channels}-${fit}`;
}

/** The pixels of the picture at this place at the target size; undefined where it cannot be decoded. */
export async function decodeAt(
  { hashes, settings, files, codec }: DecodeRequest,
  place: number,
): Promise<Uint8Array | undefined> {
  const original = await files.picture(hexOf(hashes.subarray(place * hashBytes, (place + 1) * hashBytes)));
  const picture = original && (await codec.decode(original).catch(() => undefined));
  return picture && fitPicture(picture, settings);
}
