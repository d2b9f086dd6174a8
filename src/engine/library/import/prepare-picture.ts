/** All that can be done with one file apart from the others: read, judged, hashed, and made sure that it can be decoded. */
import type { ImageHeader } from '#formats/image-header.ts';
import { isSoundPng } from '#formats/sound-png.ts';
import type { ImportLine } from '#protocol/library.ts';
import type { Gate } from '../gate.ts';
import type { LibraryHost } from '../library-host.ts';
import { hashPicture } from './hash-picture.ts';
import { failedLine, shownPath, skippedLine } from './import-line.ts';
import { judgePicture, judgeSize, undecodable } from './judge-picture.ts';
import type { Candidate, SourceFile } from './source-file.ts';

export type PreparedPicture =
  | {
      readonly kind: 'kept';
      readonly hash: Uint8Array;
      readonly content: Uint8Array;
      readonly bytes: number;
      /** As it is shown. */
      readonly width: number;
      readonly height: number;
      readonly channels: number;
      readonly note: ImportLine | null;
    }
  | { readonly kind: 'skipped'; readonly line: ImportLine };

const millionPixels = 1e6;
/** Unpacked; larger pictures are checked sooner by the browser's decoder, which works beside this thread. */
const mostCheckedBytes = 64 * 1024;

/** Never rejects. The gate counts millions of pixels that are decoded at once. */
export async function preparePicture(
  file: SourceFile & Pick<Candidate, 'madeSize'>,
  { codec }: Pick<LibraryHost, 'codec'>,
  gate: Gate,
): Promise<PreparedPicture> {
  const skipped = (reason: string, remedy: string): PreparedPicture => ({
    kind: 'skipped',
    line: skippedLine(file.path, reason, remedy),
  });
  try {
    const tooLarge = judgeSize(file.size);
    if (tooLarge?.kind === 'refused') return skipped(tooLarge.reason, tooLarge.remedy);
    const bytes = await file.read();
    const judgement = judgePicture(bytes);
    if (judgement.kind === 'refused') return skipped(judgement.reason, judgement.remedy);
    const { header, note } = judgement;
    const hash = await hashPicture(bytes);
    const measured = () => {
      const blob = new Blob([new Uint8Array(bytes)], { type: mimeTypeOf(header) });
      return gate.run(Math.max(1, (header.width * header.height) / millionPixels), () => codec.measure(blob));
    };
    const known = file.madeSize ?? (isCertain(bytes, header) ? { width: header.width, height: header.height } : null);
    const size = known ?? (await measured().catch(() => null));
    if (size === null) {
      const { reason, remedy } = undecodable(header);
      return skipped(reason, remedy);
    }
    return {
      kind: 'kept',
      hash,
      content: bytes,
      bytes: bytes.length,
      ...size,
      channels: header.channels,
      note: note === null ? null : { kind: 'note', path: shownPath(file.path), reason: note, remedy: '' },
    };
  } catch (thrown) {
    return { kind: 'skipped', line: failedLine(file.path, thrown) };
  }
}

/** Whether a decoder would only say what the file itself says already. */
function isCertain(bytes: Uint8Array, { format }: ImageHeader): boolean {
  return format === 'png' && isSoundPng(bytes, mostCheckedBytes);
}

function mimeTypeOf({ format }: ImageHeader): string {
  return `image/${format}`;
}
