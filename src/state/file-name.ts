/** `Lecture CNN` → `lecture-cnn.stride.json`: a name that every file system takes. */
export function fileNameOf(name: string, extension: string): string {
  const slug = name
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return `${slug === '' ? 'network' : slug}${extension}`;
}
