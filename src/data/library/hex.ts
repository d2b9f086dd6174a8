const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Bytes as lower-case hex digits, two each. */
export function hexOf(bytes: Uint8Array): string {
  // Joined, not added up: sums of strings stay trees of their parts, ten times as large, for as long as they are kept.
  return Array.from(bytes, (byte) => digits[byte]).join('');
}
