/** A zip in memory: what compresses is compressed, numbers and pictures stand as they are. */
import { type Zippable, zipSync } from 'fflate';

const stored = /\.(keras|h5|npz|onnx|safetensors|bin|png|zip)$/;

/** By path, with `/` between folders. The same files always give the same bytes, so all dates are zip's first. */
export function writeArchive(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const entries = Object.entries(files).map(([path, bytes]): [string, Zippable[string]] => [
    path,
    [bytes, { level: stored.test(path) ? 0 : 6, mtime: new Date(1980, 0, 1) }],
  ]);
  return zipSync(Object.fromEntries(entries));
}
