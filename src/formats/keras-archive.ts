/** Keras 3's `.keras`: a zip of `config.json`, `metadata.json` and `model.weights.h5` (keras/src/saving/saving_lib.py). */
import { unzipSync } from 'fflate';
import { messageOf, StrideError } from '#base/errors.ts';
import { fileFault } from './file-fault.ts';
import { maxFileBytes, maxJsonBytes } from './limits.ts';

/** The longest that each may be. No record, in which the name of one of an object's own functions would be found. */
const wanted: ReadonlyMap<string, number> = new Map([
  ['config.json', maxJsonBytes],
  ['metadata.json', maxJsonBytes],
  ['model.weights.h5', maxFileBytes],
]);

/** `PK`, then a local file's header or an empty archive's end. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/** The archive's own files by name; all others are left packed. Throws a `StrideError` for a damaged archive. */
export function unpackKeras(bytes: Uint8Array, fileName: string): ReadonlyMap<string, Uint8Array> {
  const found = new Set<string>();
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        const limit = wanted.get(name);
        // Thousands of entries may share one place in the archive, and each would be unpacked.
        if (limit !== undefined && found.has(name)) throw fileFault(fileName, `it holds ${name} twice`);
        found.add(name);
        if (limit !== undefined && originalSize > limit)
          throw fileFault(fileName, `${name} is too large: ${originalSize} bytes`);
        return limit !== undefined;
      },
    });
    return new Map(Object.entries(files));
  } catch (thrown) {
    if (thrown instanceof StrideError) throw thrown;
    throw fileFault(fileName, `a .keras archive was expected, and ${messageOf(thrown)}`, thrown);
  }
}
