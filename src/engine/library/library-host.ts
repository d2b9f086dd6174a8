/** What the parts of the picture library stand on. */
import type { RgbaPicture } from '#data/rgba.ts';
import type { LibraryEvent } from '#protocol/library.ts';
import type { DatasetFiles } from '#storage/dataset-files.ts';
import type { DatasetRepository } from '#storage/dataset-repository.ts';
import type { FileStore } from '#storage/file-store.ts';

/** What the browser does with pictures. Everything rejects where it cannot read one. */
export interface PictureCodec {
  /** Decodes, to learn whether that works, and gives the size with the EXIF orientation applied. */
  measure(file: Blob): Promise<{ readonly width: number; readonly height: number }>;
  /** Decodes with the orientation applied, laid over white, colours as stored. */
  decode(file: Blob): Promise<RgbaPicture>;
  /** Decodes to the given size. */
  draw(file: Blob, width: number, height: number): Promise<ImageBitmap>;
  /** As a file to keep. */
  encode(frame: ImageBitmap): Promise<Blob>;
}

export interface LibraryHost {
  readonly repository: DatasetRepository;
  readonly pictures: DatasetFiles;
  readonly files: FileStore;
  readonly codec: PictureCodec;
  emit(event: LibraryEvent): void;
}
