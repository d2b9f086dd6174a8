/** Pictures of kinds that a canvas does not write. */

/** 96 × 16 pixels of CMYK without a profile, as Adobe's programs write it: six squares, `cmykInks` one after another. */
export const cmykJpeg = Uint8Array.from(
  atob(
    '/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwADAgIDAgIDAwMDBAMDBAUIBQUEBAUKBwcGCAwKDAwLCgsLDQ4SEA0OEQ4LCxAWEBETFBUVFQwPFxgWFB' +
      'gSFBUU/8AAFAgAEABgBEMRAE0RAFkRAEsRAP/EABoAAQACAwEAAAAAAAAAAAAAAAAGCgQICQf/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oADgRD' +
      'AE0AWQBLAAA/AOqblY5qN6ABwHWpmE9gAGv6v+tFssAWeFgAABARxPVVwBPkBa7rNQAKy7zlEgBwHWpmE9gAGv6v+tFssAWeFgAABARxPVVwBP' +
      'kBa7rNQA//2Q==',
  ),
  (each) => each.charCodeAt(0),
);

/** Cyan, magenta, yellow and black of each square, 0..255. */
export const cmykInks = [
  [0, 254, 239, 40],
  [189, 0, 244, 4],
  [237, 192, 0, 0],
  [0, 0, 0, 0],
  [23, 0, 162, 255],
  [0, 23, 213, 23],
] as const;

function box(type: string, ...content: readonly (readonly number[])[]): number[] {
  const bytes = content.flat();
  return [...uint32(8 + bytes.length), ...ascii(type), ...bytes];
}

const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const uint32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];

/** The beginning of a HEIC file as a phone writes it, and nothing that could be decoded. */
export function heicHeader(width: number, height: number): Uint8Array {
  const size = box('ispe', uint32(0), uint32(width), uint32(height));
  const primary = box('pitm', uint32(0), [0, 1]);
  const sizeOfPrimary = box('ipma', uint32(0), uint32(1), [0, 1], [1], [1]);
  return Uint8Array.from([
    ...box('ftyp', ascii('heic'), uint32(0), ascii('mif1heic')),
    ...box('meta', uint32(0), primary, box('iprp', box('ipco', size), sizeOfPrimary)),
    ...box('mdat', new Array(64).fill(7)),
  ]);
}

/** 1 × 1 pixels, two frames: red, then blue. */
export const twoFrameGif = Uint8Array.from(
  atob('R0lGODlhAQABAIAAAP8AAAAA/yH5BAAKAAAALAAAAAABAAEAAAICRAEAIfkEAAoAAAAsAAAAAAEAAQAAAgJMAQA7'),
  (each) => each.charCodeAt(0),
);

const uint24 = (value: number) => [value & 255, (value >> 8) & 255, value >> 16];

function chunk(type: string, content: readonly number[]): number[] {
  const size = content.length;
  return [...ascii(type), ...uint24(size), 0, ...content, ...(size % 2 ? [0] : [])];
}

/** An animated WebP of `width` × `height` pixels; each frame is the `VP8 ` or `VP8L` chunk of a still one. */
export function movingWebp(width: number, height: number, frames: readonly Uint8Array[]): Uint8Array {
  const size = [...uint24(width - 1), ...uint24(height - 1)];
  const content = [
    ...ascii('WEBP'),
    ...chunk('VP8X', [0x02, 0, 0, 0, ...size]),
    ...chunk('ANIM', [0, 0, 0, 0, 0, 0]),
    ...frames.flatMap((frame) => chunk('ANMF', [0, 0, 0, 0, 0, 0, ...size, ...uint24(100), 0, ...frame])),
  ];
  return Uint8Array.from([...ascii('RIFF'), ...uint24(content.length), 0, ...content]);
}

/** The chunk of a still WebP that holds its pixels. */
export function pixelsOfWebp(webp: Uint8Array): Uint8Array {
  const view = new DataView(webp.buffer, webp.byteOffset, webp.byteLength);
  for (let at = 12; at + 8 <= webp.length; ) {
    const end = at + 8 + view.getUint32(at + 4, true);
    const type = String.fromCharCode(...webp.subarray(at, at + 4));
    if (type === 'VP8 ' || type === 'VP8L') return webp.slice(at, end + (end % 2));
    at = end + (end % 2);
  }
  throw new Error('The WebP holds no pixels.');
}
