/** Checksums of a file, as hosts publish them. Computed piece by piece: a file may be larger than memory allows twice. */
import type { FileHash } from '#zoo/weights/hosted-file.ts';

const pieceBytes = 8_000_000;

async function hasher(algorithm: FileHash['algorithm']) {
  const { createMD5, createSHA256 } = await import('hash-wasm');
  return algorithm === 'md5' ? createMD5() : createSHA256();
}

/** Whether the content has this hash. */
export async function hasHash(content: Blob, { algorithm, hex }: FileHash): Promise<boolean> {
  const digest = (await hasher(algorithm)).init();
  for (let at = 0; at < content.size; at += pieceBytes) {
    digest.update(new Uint8Array(await content.slice(at, at + pieceBytes).arrayBuffer()));
  }
  return digest.digest('hex') === hex;
}
