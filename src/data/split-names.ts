/** What a sample is for. A column of splits holds indices into this list. */
export const splitNames = ['training', 'validation', 'test'] as const;
export type SplitName = (typeof splitNames)[number];

export function splitIndex(name: SplitName): number {
  return splitNames.indexOf(name);
}
