/**
 * HDF5 files by h5wasm, the HDF5 library compiled to WebAssembly. It is large, so it is loaded with the first file. Only
 * groups, numbers and texts are followed: no links out of the file, no types that Keras does not write.
 */
import type { Attribute, Dataset, Group, File as H5 } from 'h5wasm';
import { messageOf, StrideError } from '#base/errors.ts';
import { product } from '#base/math.ts';
import { fileFault } from '../file-fault.ts';
import { maxJsonBytes, maxWeightNumbers } from '../limits.ts';
import { bytesPerNumber, toFloat32 } from '../weights/numbers.ts';
import type { StoredNumberType } from '../weights/weight-archive.ts';
import { hasEndlessHeap } from './global-heaps.ts';

type Library = typeof import('h5wasm');

/** The first bytes of every HDF5 file. */
const signature = Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a);

export function isHdf5(bytes: Uint8Array): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/** So many bytes are read out of the library's memory at once, which grows and never shrinks. */
const sliceBytes = 16 * 2 ** 20;

let loading: Promise<Library> | null = null;
let opened = 0;

function load(): Promise<Library> {
  loading ??= import('h5wasm').then(async (library) => {
    const module = await library.ready;
    // Otherwise the library prints what it finds wrong and goes on with a file that is not there.
    module.activate_throwing_error_handler();
    return library;
  });
  return loading;
}

/** Whether the library ran into a trap: its memory is in a state that nobody knows, and it reads good files wrongly. */
let hasTrapped = false;

function noteTrap(thrown: unknown): void {
  if (thrown instanceof Error && thrown.name === 'RuntimeError') hasTrapped = true;
}

function libraryGone(name: string): StrideError {
  return new StrideError({
    code: 'hdf5-reader-stopped',
    message: `${name} cannot be read now: a damaged file that was opened before has stopped the reader of HDF5 files.`,
    remedy: 'Reload the page, then open it again; your work is saved.',
  });
}

/** A group or a number field of an open file, by its path. */
export interface H5Numbers {
  readonly shape: readonly number[];
  readonly dtype: StoredNumberType;
  read(): Float32Array;
}

export class H5File {
  readonly name: string;
  readonly #library: Library;
  readonly #file: H5;
  readonly #path: string;
  #isOpen = true;

  private constructor(name: string, library: Library, path: string) {
    this.name = name;
    this.#library = library;
    this.#path = path;
    this.#file = new library.File(path, 'r');
  }

  /** Throws a `StrideError` for bytes that are no HDF5. The bytes are held until `close`, not copied. */
  static async open(bytes: Uint8Array, name: string): Promise<H5File> {
    if (hasEndlessHeap(bytes)) throw fileFault(name, 'an HDF5 file was expected, and its texts are damaged');
    if (hasTrapped) throw libraryGone(name);
    const library = await load();
    const { FS } = library;
    if (FS === null) throw new Error('Assertion failed: the HDF5 library has its files');
    // Files of one name would share what the library remembers of them.
    const path = `stride-${++opened}.h5`;
    FS.createDataFile('/', path, bytes, true, false, true);
    try {
      return new H5File(name, library, `/${path}`);
    } catch (thrown) {
      noteTrap(thrown);
      FS.unlink(`/${path}`);
      throw fileFault(name, 'an HDF5 file was expected, and its bytes are damaged', thrown);
    }
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    try {
      this.#file.close();
    } catch (thrown) {
      // A damaged file may not even close. All that was wanted has been read, and its bytes are freed all the same.
      noteTrap(thrown);
    } finally {
      this.#library.FS?.unlink(this.#path);
    }
  }

  /** The group at a path; null where there is none. */
  group(path: string): Group | null {
    const entity = this.#entity(path);
    return entity instanceof this.#library.Group ? entity : null;
  }

  /** Names in a group, in the order of their numbers: `conv2d_2` before `conv2d_10`. */
  keys(group: Group): readonly string[] {
    return this.#guard(`the group ${group.path}`, () => group.keys().sort(byNumbers));
  }

  /** Texts of an attribute, one or a list; null where there is no such attribute. Throws for anything but texts. */
  texts(group: Group, name: string): readonly string[] | null {
    return this.#guard(`the attribute ${name} of ${group.path}`, () => {
      const attribute: Attribute | undefined = group.attrs[name];
      if (attribute === undefined) return null;
      const { total_size: count, size } = attribute.metadata;
      if (count * size > maxJsonBytes) throw new Error(`it asks for ${count * size} bytes`);
      // An empty list has no type of its own in h5py, which writes it as numbers.
      if (count === 0) return [];
      const { value } = attribute;
      const texts = Array.isArray(value) ? value : [value];
      if (!texts.every((text) => typeof text === 'string')) throw new Error('texts were expected');
      return texts;
    });
  }

  /** Keras cuts a list that is too long for one attribute into `name0`, `name1`, …; null where there is neither. */
  chunkedTexts(group: Group, name: string): readonly string[] | null {
    const whole = this.texts(group, name);
    if (whole !== null) return whole;
    const parts: string[] = [];
    for (let index = 0; ; index++) {
      const part = this.texts(group, `${name}${index}`);
      if (part === null) return index === 0 ? null : parts;
      parts.push(...part);
    }
  }

  /** The numbers at a path. Throws where there are none, and where they are of a kind or size that no weight has. */
  numbers(path: string): H5Numbers {
    const entity = this.#entity(path);
    if (!(entity instanceof this.#library.Dataset)) throw fileFault(this.name, `it holds no numbers ${path}`);
    const { type, size, signed, littleEndian, shape, total_size: count } = this.#guard(path, () => entity.metadata);
    const { H5T_class_t: classes } = this.#library.Module;
    const isFloat = type === classes.H5T_FLOAT.value;
    const dtype = isFloat
      ? floats[size]
      : type === classes.H5T_INTEGER.value
        ? integers[`${signed}${size}`]
        : undefined;
    if (dtype === undefined || !littleEndian || shape === null) {
      throw fileFault(this.name, `${path} was expected to hold floating-point numbers, and holds another type`);
    }
    if (count > maxWeightNumbers || count !== product(shape)) {
      throw fileFault(this.name, `${path} asks for ${count} numbers; a weight has at most ${maxWeightNumbers}`);
    }
    return { shape, dtype, read: () => this.#guard(path, () => this.#read(entity, shape, dtype)) };
  }

  /**
   * The bytes as they lie, slice by slice along the first axis. h5wasm's own reading knows no float16, and would hold a
   * whole weight in the library's memory.
   */
  #read({ path, file_id: id }: Dataset, shape: readonly number[], dtype: StoredNumberType): Float32Array {
    const { Module: module } = this.#library;
    const [rows = 1, ...rest] = shape;
    const numbers = new Float32Array(product(shape));
    if (numbers.length === 0) return numbers;
    const perRow = product(rest);
    const size = bytesPerNumber[dtype];
    const step = Math.min(rows, Math.max(1, Math.floor(sliceBytes / (perRow * size))));
    const pointer = module._malloc(step * perRow * size);
    if (pointer === 0) throw new Error('the memory for it is not there');
    try {
      for (let row = 0; row < rows; row += step) {
        const taken = Math.min(step, rows - row);
        const big = (values: readonly number[]) => (shape.length === 0 ? null : values.map(BigInt));
        const count = big([taken, ...rest]);
        const offset = big(shape.map((_, axis) => (axis === 0 ? row : 0)));
        const strides = big(shape.map(() => 1));
        const status = module.get_dataset_data(id, path, count, offset, strides, BigInt(pointer));
        if (status < 0) throw new Error('its numbers cannot be read');
        const bytes = module.HEAPU8.subarray(pointer, pointer + taken * perRow * size);
        numbers.set(toFloat32(bytes, dtype, taken * perRow), row * perRow);
      }
      return numbers;
    } finally {
      module._free(pointer);
    }
  }

  #entity(path: string): ReturnType<Group['get']> {
    return this.#guard(path, () => {
      let group: Group = this.#file;
      const parts = path.split('/').filter((part) => part !== '');
      for (const [index, part] of parts.entries()) {
        // Asking for what is not there is an error of the library's.
        if (!group.keys().includes(part)) return null;
        const entity = group.get(part);
        if (index === parts.length - 1) return entity;
        if (!(entity instanceof this.#library.Group)) return null;
        group = entity;
      }
      return group;
    });
  }

  /** Runs something that reads the file, so that whatever its bytes bring about becomes an error with the file's name. */
  #guard<Value>(what: string, read: () => Value): Value {
    if (!this.#isOpen) throw fileFault(this.name, 'it has been closed');
    try {
      return read();
    } catch (thrown) {
      noteTrap(thrown);
      throw fileFault(this.name, `${what} is damaged (${firstLine(messageOf(thrown))})`, thrown);
    }
  }
}

const floats: Readonly<Record<number, StoredNumberType>> = { 2: 'float16', 4: 'float32', 8: 'float64' };
const integers: Readonly<Record<string, StoredNumberType>> = {
  false1: 'uint8',
  false2: 'uint16',
  true4: 'int32',
  false4: 'uint32',
};

function firstLine(text: string): string {
  return text.split('\n', 1)[0]?.slice(0, 200) ?? '';
}

function byNumbers(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
