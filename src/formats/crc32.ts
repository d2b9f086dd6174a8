const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

/** The checksum of PNG, gzip and zip (ISO 3309) of the bytes from `start` up to `end`, as a number 0..2³²-1. */
export function crc32(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let crc = 0xffffffff;
  // By place: an iterator leaves more behind than there are bytes, for every picture of thousands.
  for (let place = start; place < end; place++) {
    crc = (table[(crc ^ (bytes[place] ?? 0)) & 0xff] as number) ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
