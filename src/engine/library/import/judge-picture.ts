/** Judges a file by its bytes before any decoder sees it: what it is, or why it stays out and what can be done. */
import { formatBytes, formatCount, formatShape } from '#base/format.ts';
import { type ImageHeader, sniffImage } from '#formats/image-header.ts';

export type Judgement =
  | { readonly kind: 'accepted'; readonly header: ImageHeader; readonly note: string | null }
  | { readonly kind: 'refused'; readonly reason: string; readonly remedy: string };

export const largestFile = 256e6;
const mostPixels = 100e6;
const longestSide = 32_767;

const remedies: Readonly<Record<string, string>> = {
  'empty file': 'Get the file again; its copy went wrong.',
  'SVG drawing': 'Export it as PNG. Drawings may hold programs, so they are never opened.',
  'TIFF picture': 'Save it as PNG or JPEG.',
  'zip archive': 'Rename it to end in .zip and add it by itself.',
};

export function judgeSize(size: number): Judgement | null {
  if (size <= largestFile) return null;
  const reason = `It has ${formatBytes(size)}, more than the ${formatBytes(largestFile)} that a picture may have.`;
  return { kind: 'refused', reason, remedy: 'Save it smaller or more compressed.' };
}

export function judgePicture(bytes: Uint8Array): Judgement {
  const sniff = sniffImage(bytes);
  if (sniff.kind === 'other') {
    const article = sniff.what.startsWith('SVG') ? 'an' : 'a';
    const reason =
      sniff.what === 'empty file' ? 'It is empty: zero bytes.' : `It is no picture but ${article} ${sniff.what}.`;
    const usual = 'Add PNG, JPEG, WebP, GIF, BMP or AVIF files.';
    return {
      kind: 'refused',
      reason: reason.replace('no picture but a TIFF picture', 'a TIFF picture, which browsers cannot read'),
      remedy: remedies[sniff.what] ?? usual,
    };
  }
  if (sniff.kind === 'damaged') {
    const reason = `It begins as ${sniff.what}, but its header cannot be read.`;
    return { kind: 'refused', reason, remedy: 'Open it in an image program and save it again.' };
  }
  const { header } = sniff;
  const { width, height } = header;
  if (width * height > mostPixels || Math.max(width, height) > longestSide) {
    const reason = `It would have ${formatShape([width, height])} pixels; at most ${formatCount(mostPixels / 1e6)} million are opened.`;
    return { kind: 'refused', reason, remedy: 'Save it smaller.' };
  }
  if (header.isTruncated) {
    const reason = 'The file ends before the picture does.';
    return { kind: 'refused', reason, remedy: 'Copy or download it again.' };
  }
  const note = header.isAnimated ? 'It is animated; its first frame is used.' : null;
  return { kind: 'accepted', header, note };
}

/** Why the browser did not decode a picture whose header was in order. */
export function undecodable({ format }: ImageHeader): { readonly reason: string; readonly remedy: string } {
  if (format === 'heic') {
    return {
      reason: 'This browser cannot read HEIC pictures.',
      remedy: 'Save it as JPEG; phones can be set to take JPEG.',
    };
  }
  const reason = `The browser cannot decode this ${format.toUpperCase()}: it is damaged or of an unusual kind.`;
  return { reason, remedy: 'Open it in an image program and save it again as PNG or JPEG.' };
}
