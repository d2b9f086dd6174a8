const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Bytes as lower-case hex digits, two each. */
export function hexOf(bytes: Uint8Array): string {
  const pairs: string[] = [];
  for (let place = 0; place < bytes.length; place++) pairs.push(digits[bytes[place] ?? 0] ?? '');
  // Joined, not added up: sums of strings stay trees of their parts, ten times as large, for as long as they are kept.
  return pairs.join('');
}

/** The bytes that pairs of hex digits stand for; zero where they are none. */
export function bytesOfHex(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length >> 1);
  for (let place = 0; place < bytes.length; place++) {
    bytes[place] = (digitAt(text, 2 * place) << 4) | digitAt(text, 2 * place + 1);
  }
  return bytes;
}

function digitAt(text: string, place: number): number {
  const code = text.charCodeAt(place);
  const letter = code | 32;
  if (code >= 48 && code <= 57) return code - 48;
  return letter >= 97 && letter <= 102 ? letter - 87 : 0;
}
