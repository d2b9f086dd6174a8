/** SHA-256 of a picture's file. */
import { sha256, sha256Here } from '../sha256.ts';

/**
 * Up to so many bytes are hashed on this thread: for a small picture, the way to the platform's own thread and back takes
 * longer than the work, and leaves behind what only a late collection takes away.
 */
const mostHere = 64 * 1024;

/** 32 bytes. */
export function hashPicture(bytes: Uint8Array): Promise<Uint8Array> {
  return bytes.length <= mostHere ? sha256Here(bytes) : sha256(bytes);
}
