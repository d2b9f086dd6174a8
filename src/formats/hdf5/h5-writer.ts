/** Writes HDF5 files by h5wasm, in the library's own memory; the library is loaded with the first file. */

import { strToU8 } from 'fflate';
import type { Group, File as H5 } from 'h5wasm';
import { present } from '#base/assert.ts';

let written = 0;

/** What fits beside a group's name: longer lists are cut into `name0`, `name1`, … (Keras: `HDF5_OBJECT_HEADER_LIMIT`). */
const maxAttributeBytes = 64512;

export class H5Sink {
  readonly #file: H5;
  readonly #groups = new Map<string, Group>();

  constructor(file: H5) {
    this.#file = file;
  }

  /** The group at a path, made with all that it stands in where it is not there. */
  group(path: string): Group {
    if (path === '') return this.#file;
    const known = this.#groups.get(path);
    if (known !== undefined) return known;
    const end = path.lastIndexOf('/');
    const group = this.group(path.slice(0, Math.max(0, end))).create_group(path.slice(end + 1));
    this.#groups.set(path, group);
    return group;
  }

  numbers(path: string, shape: readonly number[], values: Float32Array): void {
    const end = path.lastIndexOf('/');
    const group = this.group(path.slice(0, Math.max(0, end)));
    group.create_dataset({ name: path.slice(end + 1), data: values, shape: [...shape], dtype: '<f' });
  }

  /** A text of any length. */
  text(path: string, attribute: string, value: string): void {
    this.group(path).create_attribute(attribute, value, [], 'S');
  }

  /** A list of texts; an empty one is an empty list of numbers, as h5py writes it. */
  texts(path: string, attribute: string, values: readonly string[]): void {
    const group = this.group(path);
    if (values.length === 0) {
      group.create_attribute(attribute, new Float64Array(0), [0], '<d');
      return;
    }
    const width = Math.max(1, ...values.map((value) => strToU8(value).byteLength));
    const perPart = Math.max(1, Math.floor(maxAttributeBytes / width));
    const parts = Math.ceil(values.length / perPart);
    for (let part = 0; part < parts; part++) {
      const some = values.slice(part * perPart, (part + 1) * perPart);
      group.create_attribute(parts === 1 ? attribute : `${attribute}${part}`, some, [some.length], `S${width}`);
    }
  }
}

/** The bytes of a file that `write` fills. */
export async function writeH5(write: (sink: H5Sink) => void): Promise<Uint8Array> {
  const library = await import('h5wasm');
  const module = await library.ready;
  module.activate_throwing_error_handler();
  const files = present(library.FS, 'the HDF5 library has its files');
  const path = `/stride-written-${++written}.h5`;
  const file = new library.File(path, 'w');
  try {
    write(new H5Sink(file));
  } catch (thrown) {
    file.close();
    files.unlink(path);
    throw thrown;
  }
  file.close();
  try {
    return Uint8Array.from(files.readFile(path));
  } finally {
    files.unlink(path);
  }
}
