/** Reading numbers out of bytes that may end anywhere: what lies outside reads as zero. */

export function asciiAt(bytes: Uint8Array, offset: number, text: string): boolean {
  if (offset + text.length > bytes.length) return false;
  for (let place = 0; place < text.length; place++) {
    if (bytes[offset + place] !== text.charCodeAt(place)) return false;
  }
  return true;
}

export function uint16(bytes: Uint8Array, offset: number, isLittleEndian = false): number {
  const [first, second] = [bytes[offset] ?? 0, bytes[offset + 1] ?? 0];
  return isLittleEndian ? first | (second << 8) : (first << 8) | second;
}

export function uint32(bytes: Uint8Array, offset: number, isLittleEndian = false): number {
  const [low, high] = isLittleEndian ? [0, 2] : [2, 0];
  return uint16(bytes, offset + low, isLittleEndian) + uint16(bytes, offset + high, isLittleEndian) * 0x10000;
}
