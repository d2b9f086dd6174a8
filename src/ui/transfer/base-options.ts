import { zooNetworks } from '#zoo/registry.ts';
import { networkLabel } from '../pretrained/network-rows.ts';

/** Pixels on each side that every base can read. */
export const smallestSize = 96;

export const embedded = 'embedded';

export const bases = [
  { value: embedded, label: 'Embedded backbone (offline)' },
  ...zooNetworks.map(({ name }) => ({ value: name, label: networkLabel(name) })),
];

/** The choice of a base by its value in the list, at the size that it was trained on. */
export function chosenBase(value: string) {
  if (value === embedded) return { base: { kind: 'embedded' }, inputSize: 224, unfrozen: 0 } as const;
  const inputSize = zooNetworks.find(({ name }) => name === value)?.defaultSize ?? 224;
  return { base: { kind: 'zoo', network: value }, inputSize, unfrozen: 0 } as const;
}
