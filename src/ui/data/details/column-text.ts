/** What a sample's columns say, as a person reads it. */

/** `channels` as in `SampleColumns`: 1 grey, 2 grey with alpha, 3 colour, 4 colour with alpha. */
export function channelText(channels: number): string {
  return (
    ['not said by the file', '1, gray', '2, gray and alpha', '3, RGB', '4, RGB and alpha'][channels] ?? `${channels}`
  );
}

/** The sample's hash in hex; null where there are none. `hashes` holds 32 bytes for each. */
export function hashText(hashes: Uint8Array, place: number): string | null {
  if (hashes.length === 0) return null;
  return Array.from(hashes.subarray(32 * place, 32 * (place + 1)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
}
