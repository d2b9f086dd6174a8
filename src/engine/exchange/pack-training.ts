/** What goes along to train elsewhere: programs, settings, a notebook and the pictures. */

import { messageOf } from '#base/errors.ts';
import { formatBytes } from '#base/format.ts';
import type { PictureSet } from '#data/picture-set.ts';
import { encodePng } from '#formats/image-encode-png.ts';
import { writeNpz } from '#formats/npz-writer.ts';
import { type CodeModel, classFolders } from '#graph/codegen/code-model.ts';
import { modelModule, trainNotebook, trainProgram } from '#graph/codegen/train-elsewhere.ts';
import { trainGuide } from '#graph/codegen/train-guide.ts';
import type { DatasetShelf } from '../datasets/dataset-shelf.ts';

export interface PackedTraining {
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly notes: readonly string[];
}

/** Larger sets of pictures are not packed: only told how to lay them out. */
const maxPixelBytes = 400 * 10 ** 6;

type Code = Omit<CodeModel, 'data'> & { readonly dataset: string };

export async function packTraining(code: Code, shelf: DatasetShelf): Promise<PackedTraining> {
  const encode = (text: string) => new TextEncoder().encode(text);
  const opened = await shelf.open(code.dataset).catch((thrown: unknown) => messageOf(thrown));
  const pictures = typeof opened === 'string' ? null : opened.pictures;
  const folders = classFolders(pictures?.classNames ?? []);
  const isDigits = code.dataset === 'mnist';
  const isPacked = pictures !== null && pictures.pixels.byteLength <= maxPixelBytes;
  const data = isPacked ? (isDigits ? digitFiles(pictures) : pictureFiles(pictures, folders)) : {};
  const classNames = pictures ? folders : null;
  const model: CodeModel = {
    ...code,
    data: isDigits ? { kind: 'mnist' } : { kind: 'folders', classFolders: classNames },
  };
  const manifest = {
    dataset: code.dataset,
    packed: isPacked,
    classes: pictures?.classNames.map((name, index) => ({
      name,
      folder: isDigits ? null : folders[index],
      pictures: Array.from(pictures.labels).filter((label) => label === index).length,
    })),
  };
  const settings = { name: code.name, seed: code.seed, ...code.training };
  return {
    files: {
      'model.py': encode(modelModule(model)),
      'train.py': encode(trainProgram(model)),
      'train.ipynb': encode(trainNotebook(model)),
      'settings.json': encode(`${JSON.stringify(settings, null, 2)}\n`),
      'data/manifest.json': encode(`${JSON.stringify(manifest, null, 2)}\n`),
      'requirements.txt': encode('tensorflow>=2.16\nkeras>=3.3\nnumpy\n'),
      'README.md': encode(trainGuide(model)),
      ...data,
    },
    notes: notesOn(opened, pictures, isPacked),
  };
}

function notesOn(opened: unknown, pictures: PictureSet | null, isPacked: boolean): readonly string[] {
  if (pictures === null) return [`The data set is not inside: ${String(opened)} Put your pictures into data/<class>/.`];
  if (isPacked) return [];
  const size = formatBytes(pictures.pixels.byteLength);
  return [
    `The pictures, ${size}, are too many to be packed: put them into data/<class>/, as data/manifest.json lists them.`,
  ];
}

/** In the arrays that Keras's own file has. */
function digitFiles({ pixels, labels, count, height, width }: PictureSet): Readonly<Record<string, Uint8Array>> {
  const arrays = {
    x_train: { shape: [count, height, width], values: pixels },
    y_train: { shape: [count], values: Uint8Array.from(labels) },
  };
  return { 'data/mnist.npz': writeNpz(arrays) };
}

/** As the network saw them: at its size, in a folder for each class. */
function pictureFiles(set: PictureSet, folders: readonly string[]): Readonly<Record<string, Uint8Array>> {
  const { pixels, labels, count, height, width, channels } = set;
  const size = height * width * channels;
  const files: Record<string, Uint8Array> = {};
  for (let index = 0; index < count; index++) {
    const folder = folders[labels[index] ?? 0] ?? 'unknown';
    const picture = pixels.subarray(index * size, (index + 1) * size);
    files[`data/${folder}/${String(index).padStart(6, '0')}.png`] = encodePng(
      picture,
      width,
      height,
      channels === 1 ? 1 : 3,
    );
  }
  return files;
}
