/** The features of every base that was built upon, a folder each, listed and deleted by what they are features of. */
import type { KeptFeatureSet } from '#protocol/transfer.ts';
import type { FileStore, StoredFile } from '#storage/file-store.ts';
import { type FeaturesOrigin, parseOrigin } from './features-origin.ts';
import { contentHash, KeptFeatures, picturesIn } from './kept-features.ts';

const folder = 'features';
/** What lies below is laid out as it is written here; whatever else lies in `folder` no version will read again. */
const format = `${folder}/2`;
const aboutName = 'about.json';

interface About {
  readonly origin: FeaturesOrigin;
  /** Numbers in a picture's features. */
  readonly size: number;
}

export class FeatureStore {
  readonly #files: FileStore | undefined;
  #open: { readonly id: string; readonly kept: Promise<KeptFeatures> } | null = null;
  #swept: Promise<void> | null = null;

  constructor(files?: FileStore) {
    this.#files = files;
  }

  /** What is known of this origin, each picture's of `size` numbers. Only one origin is held at a time. */
  async open(origin: FeaturesOrigin, size: number): Promise<KeptFeatures> {
    const id = await contentHash(textBytes(JSON.stringify(origin)));
    if (this.#open?.id === id) return this.#open.kept;
    const kept = this.#read(id, { origin, size });
    this.#open = { id, kept };
    return kept;
  }

  /** Every origin of which features are kept, the largest first. */
  async list(): Promise<readonly KeptFeatureSet[]> {
    await this.#sweep();
    const sets: KeptFeatureSet[] = [];
    for (const [id, files] of await this.#folders()) {
      const about = await this.#about(id);
      if (about === null) continue;
      const { base, inputSize, layer, isHalfPrecision } = about.origin;
      let [pictures, bytes] = [0, 0];
      for (const { path, size } of files) {
        bytes += size;
        if (!path.endsWith(`/${aboutName}`)) pictures += picturesIn(size, about.size);
      }
      sets.push({ id, base, inputSize, layer, isHalfPrecision, pictures, bytes });
    }
    return sets.sort((one, other) => other.bytes - one.bytes);
  }

  async remove(id: string): Promise<void> {
    if (this.#open?.id === id) this.#open = null;
    await this.#files?.remove(`${format}/${id}`);
  }

  async #read(id: string, about: About): Promise<KeptFeatures> {
    await this.#sweep();
    const path = `${format}/${id}`;
    const files = this.#files;
    if (files === undefined) return new KeptFeatures(about.size);
    const announce = () => files.write(`${path}/${aboutName}`, textBytes(JSON.stringify(about)));
    const kept = new KeptFeatures(about.size, { files, path, announce });
    for (const file of await files.list(path).catch(() => [])) {
      if (file.path.endsWith(`/${aboutName}`)) continue;
      const content = await files.read(file.path).catch(() => undefined);
      if (content !== undefined) await kept.take(content).catch(() => undefined);
    }
    return kept;
  }

  /** The folders of the present format by name, with all that lies in them. */
  async #folders(): Promise<ReadonlyMap<string, readonly StoredFile[]>> {
    const folders = new Map<string, StoredFile[]>();
    for (const file of (await this.#files?.list(format).catch(() => [])) ?? []) {
      const [id = ''] = file.path.slice(format.length + 1).split('/');
      folders.set(id, [...(folders.get(id) ?? []), file]);
    }
    return folders;
  }

  async #about(id: string): Promise<About | null> {
    const text = await this.#files
      ?.read(`${format}/${id}/${aboutName}`)
      .then((content) => content?.text())
      .catch(() => undefined);
    return text === undefined ? null : parseAbout(text);
  }

  /** Deletes, once a visit, what no version will read again: other formats, and folders that do not say what they hold. */
  #sweep(): Promise<void> {
    this.#swept ??= this.#deleteUnreadable().catch(() => undefined);
    return this.#swept;
  }

  async #deleteUnreadable(): Promise<void> {
    const files = this.#files;
    if (files === undefined) return;
    for (const { path } of await files.list(folder)) {
      if (!path.startsWith(`${format}/`)) await files.remove(path.split('/').slice(0, 2).join('/'));
    }
    for (const id of (await this.#folders()).keys()) {
      if ((await this.#about(id)) === null) await files.remove(`${format}/${id}`);
    }
  }
}

function parseAbout(text: string): About | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('origin' in value) || !('size' in value)) return null;
    const origin = parseOrigin(value.origin);
    return origin !== null && typeof value.size === 'number' && value.size > 0 ? { origin, size: value.size } : null;
  } catch {
    return null;
  }
}

function textBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
