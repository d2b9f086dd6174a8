/**
 * Arrays of numbers with a description in one file: how checkpoints and the weights of runs lie on the disk. All numbers
 * are little-endian. Whatever the bytes are, reading gives a value or an error and takes no more memory than the file.
 *
 *     0  "STRIDETF"
 *     8  u32  version (1)
 *    12  u32  length of the description in bytes, a multiple of 8
 *    16  the description: JSON `{content, tensors: [{name, type, shape}]}`, filled up with spaces
 *     …  the tensors in that order, each filled up with zeros to a multiple of 8 bytes
 *   -32  SHA-256 of everything before
 */
import { StrideError } from '#base/errors.ts';
import { product } from '#base/math.ts';

export interface StoredTensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** In C order of the shape. */
  readonly values: Float32Array | Float64Array;
}

export interface TensorFile {
  /** Anything that JSON can hold. What is read must be parsed: it is data from outside. */
  readonly content: unknown;
  readonly tensors: readonly StoredTensor[];
}

const magic = 'STRIDETF';
const version = 1;
const preludeBytes = 16;
const digestBytes = 32;
/** A larger file is refused unread. */
export const maxTensorFileBytes = 2 ** 31;

const aligned = (bytes: number) => Math.ceil(bytes / 8) * 8;
const types = { float32: Float32Array, float64: Float64Array } as const;
type TensorType = keyof typeof types;

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

export async function writeTensorFile({ content, tensors }: TensorFile): Promise<Uint8Array<ArrayBuffer>> {
  const listed = tensors.map(({ name, shape, values }) => ({
    name,
    type: (values instanceof Float32Array ? 'float32' : 'float64') satisfies TensorType,
    shape,
  }));
  const description = new TextEncoder().encode(JSON.stringify({ content, tensors: listed }));
  const descriptionBytes = aligned(description.length);
  const bodyBytes = tensors.reduce((total, { values }) => total + aligned(values.byteLength), 0);
  const file = new Uint8Array(preludeBytes + descriptionBytes + bodyBytes + digestBytes);
  file.set(new TextEncoder().encode(magic));
  const view = new DataView(file.buffer);
  view.setUint32(8, version, true);
  view.setUint32(12, descriptionBytes, true);
  file.fill(0x20, preludeBytes, preludeBytes + descriptionBytes).set(description, preludeBytes);
  let offset = preludeBytes + descriptionBytes;
  for (const { values } of tensors) {
    file.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), offset);
    offset += aligned(values.byteLength);
  }
  file.set(await sha256(file.subarray(0, offset)), offset);
  return file;
}

function damaged(path: string, fault: string): StrideError {
  return new StrideError({
    code: 'file-damaged',
    message: `The file ${path} is damaged: ${fault}.`,
    remedy: 'Nothing is to be done about this file; where there is an older one, it is used in its place.',
  });
}

interface Listed {
  readonly name: string;
  readonly type: TensorType;
  readonly shape: readonly number[];
}

function isListed(value: unknown): value is Listed {
  if (typeof value !== 'object' || value === null) return false;
  const { name, type, shape } = value as Partial<Record<keyof Listed, unknown>>;
  const isSize = (size: unknown) => typeof size === 'number' && Number.isSafeInteger(size) && size >= 0;
  return (
    typeof name === 'string' &&
    (type === 'float32' || type === 'float64') &&
    Array.isArray(shape) &&
    shape.every(isSize) &&
    Number.isSafeInteger(product(shape as number[]))
  );
}

function readDescription(bytes: Uint8Array, path: string): { content: unknown; tensors: Listed[] } {
  let description: unknown;
  try {
    description = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw damaged(path, 'its description is no JSON');
  }
  const { content, tensors } = (description ?? {}) as { readonly content?: unknown; readonly tensors?: unknown };
  if (Array.isArray(tensors) && tensors.every(isListed)) return { content, tensors };
  throw damaged(path, 'its description names no tensors');
}

/**
 * Reads a file whole; the tensors are views of the bytes read. Throws a `StrideError` with code `file-damaged` that names
 * `path` for anything that `writeTensorFile` did not write.
 */
export async function readTensorFile(file: Blob, path: string): Promise<TensorFile> {
  if (file.size > maxTensorFileBytes) throw damaged(path, 'it is larger than any that Stride writes');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const end = bytes.length - digestBytes;
  if (end < preludeBytes) throw damaged(path, 'it is too short');
  const view = new DataView(bytes.buffer);
  if (new TextDecoder().decode(bytes.subarray(0, 8)) !== magic) throw damaged(path, 'it begins otherwise');
  if (view.getUint32(8, true) !== version) throw damaged(path, 'it has another version');
  const digest = await sha256(bytes.subarray(0, end));
  if (digest.some((value, place) => value !== bytes[end + place])) throw damaged(path, 'its checksum is wrong');
  const descriptionEnd = preludeBytes + view.getUint32(12, true);
  if (descriptionEnd > end || descriptionEnd % 8 !== 0) throw damaged(path, 'its description has a wrong length');
  const { content, tensors } = readDescription(bytes.subarray(preludeBytes, descriptionEnd), path);
  let offset = descriptionEnd;
  const stored = tensors.map(({ name, type, shape }): StoredTensor => {
    const size = product(shape);
    const length = size * types[type].BYTES_PER_ELEMENT;
    if (offset + length > end) throw damaged(path, 'its tensors are cut off');
    const values = new types[type](bytes.buffer, offset, size);
    offset += aligned(length);
    return { name, shape, values };
  });
  if (offset !== end) throw damaged(path, 'there is more in it than its tensors');
  return { content, tensors: stored };
}
