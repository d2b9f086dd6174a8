/** Base64 with the alphabet for addresses and without padding (RFC 4648, section 5). */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const sextets = new Map([...alphabet].map((letter, value) => [letter, value]));

export function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(start, start + 3);
    const group = (a << 16) | (b << 8) | c;
    const letters = [group >> 18, (group >> 12) & 63, (group >> 6) & 63, group & 63].map((value) => alphabet[value]);
    text += letters.slice(0, 1 + Math.min(3, bytes.length - start)).join('');
  }
  return text;
}

/** Throws a RangeError for a letter outside the alphabet and for a length that no bytes give. */
export function fromBase64Url(text: string): Uint8Array {
  if (text.length % 4 === 1)
    throw new RangeError('Expected the length of a base64 text. Received: one letter too many or too few.');
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let place = 0;
  for (const letter of text) {
    const value = sextets.get(letter);
    if (value === undefined) throw new RangeError(`Expected letters, digits, “-” and “_”. Received: “${letter}”.`);
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[place++] = (held >> bits) & 255;
  }
  return bytes;
}
