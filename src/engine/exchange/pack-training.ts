/** What goes along to train elsewhere: programs, settings, a notebook and the pictures. */

import { messageOf } from '#base/errors.ts';
import { formatBytes } from '#base/format.ts';
import { countByClass, isInMemory, type PictureFacts, pixelBytes } from '#data/picture-set.ts';
import { type CodeModel, classFolders } from '#graph/codegen/code-model.ts';
import { modelModule, trainNotebook, trainProgram } from '#graph/codegen/train-elsewhere.ts';
import { trainGuide } from '#graph/codegen/train-guide.ts';
import type { DatasetShelf } from '../datasets/dataset-shelf.ts';
import { splitOfRun } from '../training/run-split.ts';
import { digitFiles, pictureFiles } from './pack-pictures.ts';

export interface PackedTraining {
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly notes: readonly string[];
}

/** Larger sets of pictures are not packed: only told how to lay them out. */
const maxPixelBytes = 400 * 10 ** 6;

type Code = Omit<CodeModel, 'data'> & { readonly dataset: string };

export async function packTraining(code: Code, shelf: Pick<DatasetShelf, 'open'>): Promise<PackedTraining> {
  const encode = (text: string) => new TextEncoder().encode(text);
  const opened = await shelf.open(code.dataset).catch((thrown: unknown) => messageOf(thrown));
  const pictures = typeof opened === 'string' ? null : opened.pictures;
  const folders = classFolders(pictures?.classNames ?? []);
  const isDigits = code.dataset === 'mnist';
  const packable = pictures && isInMemory(pictures) && pixelBytes(pictures) <= maxPixelBytes ? pictures : null;
  const isPacked = packable !== null;
  const split = pictures && splitOfRun(pictures, code.training, code.seed);
  const files = () => {
    if (packable === null || split === null) return {};
    return isDigits ? digitFiles(packable, split) : pictureFiles(packable, folders, split);
  };
  const classNames = pictures ? folders : null;
  const model: CodeModel = {
    ...code,
    data: isDigits ? { kind: 'mnist' } : { kind: 'folders', classFolders: classNames },
  };
  const counts = pictures ? countByClass(pictures) : [];
  const manifest = {
    dataset: code.dataset,
    packed: isPacked,
    training: split?.training.length,
    validation: split?.validation.length,
    classes: pictures?.classNames.map((name, index) => ({
      name,
      folder: isDigits ? null : folders[index],
      pictures: counts[index],
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
      ...files(),
    },
    notes: notesOn(opened, pictures, isPacked),
  };
}

function notesOn(opened: unknown, pictures: PictureFacts | null, isPacked: boolean): readonly string[] {
  if (pictures === null)
    return [
      `The data set is not inside: ${String(opened)} Put your pictures into data/train/<class>/ and data/validation/<class>/.`,
    ];
  if (isPacked) return [];
  const size = formatBytes(pixelBytes(pictures));
  return [
    `The pictures, ${size}, are too many to be packed: put them into data/train/<class>/ and data/validation/<class>/, in the classes that data/manifest.json lists.`,
  ];
}
