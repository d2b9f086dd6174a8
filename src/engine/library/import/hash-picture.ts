/** SHA-256 of a picture's file. */
import { createSHA256 } from 'hash-wasm';
import { sha256 } from '../sha256.ts';

/**
 * Up to so many bytes are hashed on this thread: for a small picture, the way to the platform's own thread and back takes
 * longer than the work, and leaves behind what only a late collection takes away.
 */
const mostHere = 64 * 1024;

const hasher = createSHA256().catch(() => null);

/** 32 bytes. */
export async function hashPicture(bytes: Uint8Array): Promise<Uint8Array> {
  const here = bytes.length <= mostHere ? await hasher : null;
  return here === null ? sha256(bytes) : here.init().update(bytes).digest('binary');
}
