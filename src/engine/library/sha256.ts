/** SHA-256, 32 bytes: by the platform, or at once on this thread. */
import type { IHasher } from 'hash-wasm';

export async function sha256(bytes: Uint8Array): Promise<Uint8Array> {
  const { buffer, byteOffset, byteLength } = bytes;
  // Copied only where other threads could change it meanwhile, which the platform does not take.
  const own = buffer instanceof ArrayBuffer ? new Uint8Array(buffer, byteOffset, byteLength) : new Uint8Array(bytes);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', own));
}

let hasher: Promise<IHasher | null> | undefined;

/** Loaded at the first use; null where WebAssembly is not allowed. */
function loadHasher(): Promise<IHasher | null> {
  hasher ??= import('hash-wasm').then(({ createSHA256 }) => createSHA256()).catch(() => null);
  return hasher;
}

/** Of pieces that lie one behind the other, on this thread: nothing is copied together, and nothing left behind. */
export async function sha256Here(...pieces: readonly Uint8Array[]): Promise<Uint8Array> {
  const here = await loadHasher();
  if (here === null) return sha256(new Uint8Array(await new Blob(pieces.map((piece) => piece.slice())).arrayBuffer()));
  here.init();
  for (const piece of pieces) here.update(piece);
  return here.digest('binary');
}
