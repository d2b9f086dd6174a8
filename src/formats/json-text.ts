/** JSON out of a file's bytes, within limits of size and depth, as plain data that recursion over it survives. */

import { strFromU8 } from 'fflate';
import { messageOf } from '#base/errors.ts';
import { fileFault } from './file-fault.ts';
import { maxDepth, maxJsonBytes } from './limits.ts';

/** Throws a `StrideError` that names the file and says what is wrong with its text. */
export function parseJson(bytes: Uint8Array, fileName: string): unknown {
  if (bytes.byteLength > maxJsonBytes) {
    throw fileFault(fileName, `its JSON text is longer than ${maxJsonBytes / 2 ** 20} MiB`);
  }
  return parseJsonText(strFromU8(bytes), fileName);
}

export function parseJsonText(text: string, fileName: string): unknown {
  if (depthOf(text) > maxDepth) throw fileFault(fileName, `its JSON is nested deeper than ${maxDepth} levels`);
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw fileFault(fileName, `JSON was expected, and ${messageOf(thrown)}`, thrown);
  }
}

/** The deepest nesting of brackets outside strings. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let isString = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (isString) {
      if (code === 0x5c) index++;
      else if (code === 0x22) isString = false;
    } else if (code === 0x22) isString = true;
    else if (code === 0x7b || code === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x7d || code === 0x5d) depth--;
  }
  return deepest;
}
