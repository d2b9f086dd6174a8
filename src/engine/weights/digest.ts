/** Checksums of a file, as hosts publish them. */
import type { FileHash } from '#zoo/weights/hosted-file.ts';

async function sha256(content: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await content.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Browsers compute SHA-256 themselves, and no MD5. */
const digests: Readonly<Record<FileHash['algorithm'], ((content: Blob) => Promise<string>) | null>> = {
  sha256,
  md5: null,
};

/** Whether the content has this hash; null where it cannot be computed here. */
export async function hasHash(content: Blob, { algorithm, hex }: FileHash): Promise<boolean | null> {
  const digest = digests[algorithm];
  return digest === null ? null : (await digest(content)) === hex;
}
