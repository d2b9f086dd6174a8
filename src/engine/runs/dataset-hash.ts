/** Tells data sets apart by what is in them. */
import { isInMemory, type Pictures } from '#data/picture-set.ts';

const hashes = new WeakMap<Pictures, Promise<string>>();

async function computed(pictures: Pictures): Promise<string> {
  const { labels, splits, height, width, channels, classNames } = pictures;
  const content = isInMemory(pictures) ? pictures.pixels : pictures.rows.identity;
  const digest = async ({ buffer, byteOffset, byteLength }: Uint8Array | Uint16Array) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(buffer, byteOffset, byteLength).slice()));
  const facts = new TextEncoder().encode(JSON.stringify([height, width, channels, classNames]));
  const parts = await Promise.all([
    digest(facts),
    digest(content),
    digest(labels),
    ...(splits ? [digest(splits)] : []),
  ]);
  const whole = await digest(Uint8Array.from(parts.flatMap((part) => [...part])));
  return Array.from(whole, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** 64 hexadecimal digits; the same for the same pictures, sizes, labels, splits and names of classes. */
export function datasetHash(pictures: Pictures): Promise<string> {
  const hash = hashes.get(pictures) ?? computed(pictures);
  hashes.set(pictures, hash);
  return hash;
}
