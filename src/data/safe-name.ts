/** Names that come with files, made safe to show and to use as folders: they may hold anything at all. */

/** Control characters, and the marks that turn the reading direction around and so make a name lie about itself. */
const invisible = /[\p{Cc}\p{Cs}\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]/gu;
const separators = /[/\\:*?"<>|]/g;
/** Names that Windows keeps for devices. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

function shortened(text: string, limit: number): string {
  const characters = [...text];
  if (characters.length <= limit) return text;
  // The end of a file's name tells more than its middle.
  const tail = characters.slice(-Math.floor(limit / 3)).join('');
  return `${characters.slice(0, limit - [...tail].length - 1).join('')}…${tail}`;
}

/** The text in one line, without invisible characters, of at most `limit` characters; `fallback` where nothing is left. */
export function safeText(text: string, fallback: string, limit = 80): string {
  const clean = text.normalize('NFC').replace(/\s+/g, ' ').replace(invisible, '').trim();
  return clean === '' ? fallback : shortened(clean, limit);
}

/** As `safeText`, and any system takes it as the name of a file or folder: no separators, no `..`, no device. */
export function safeFileName(text: string, fallback: string, limit = 80): string {
  const clean = safeText(text.replace(separators, '_'), fallback, limit)
    .replace(/^[.\s]+/, '')
    .replace(/[.\s]+$/, '');
  if (clean === '') return fallback;
  return reserved.test(clean) ? `_${clean}` : clean;
}
