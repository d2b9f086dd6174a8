/** Why a file cannot be looked at, as a sentence a person understands. */
import type { EngineFault } from '#protocol/engine.ts';

export function videoFault(reason: 'unplayable' | 'no-picture', name: string): EngineFault {
  return reason === 'unplayable'
    ? {
        code: 'video-unplayable',
        message: `${name} could not be played: the file is damaged, or the browser does not know its format.`,
        remedy: 'Choose an MP4 (H.264) or WebM file.',
      }
    : {
        code: 'video-no-picture',
        message: `${name} has no picture, only sound.`,
        remedy: 'Choose a video with a video track.',
      };
}

export function pictureFault(name: string): EngineFault {
  return {
    code: 'picture-unreadable',
    message: `${name} could not be read as a picture.`,
    remedy: 'Choose a PNG, JPEG, WebP, AVIF, GIF or BMP file.',
  };
}
