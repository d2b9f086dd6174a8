import type { AnnotationFormat, LabelledSet } from '#formats/annotations/annotation.ts';
import { annotationFiles } from '#formats/annotations/export-annotations.ts';
import { writeZip, type ZipInput } from '#formats/zip-writer.ts';

/** A JSON file for COCO, a zip of a file a picture for the others. */
export async function exportLabels(labels: LabelledSet, format: AnnotationFormat): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  if (format === 'coco') {
    for (const { bytes } of annotationFiles(labels, format)) pieces.push(new Uint8Array(bytes));
    return new Blob(pieces, { type: 'application/json' });
  }
  async function* files(): AsyncGenerator<ZipInput> {
    yield* annotationFiles(labels, format);
  }
  await writeZip(files(), async (piece) => void pieces.push(new Uint8Array(piece)));
  return new Blob(pieces, { type: 'application/zip' });
}
