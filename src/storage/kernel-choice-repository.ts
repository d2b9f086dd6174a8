/**
 * The kernel choices measured on this device, between visits. They can be measured again in a second, so that nothing
 * is set aside here: what the parser does not know is left out, and the next save writes over it.
 */
import type { RecordStore } from './record-store.ts';

export interface KernelChoiceRepository<Choice> {
  /** Rejects with `storage-refused` where the browser lets nothing be stored; so does `save`. */
  load(adapter: string): Promise<readonly Choice[]>;
  /** In place of what was saved for this adapter. */
  save(adapter: string, choices: readonly Choice[]): Promise<void>;
}

/** @param parse the choices in a record, which is anything that may have been written, or undefined for none */
export function kernelChoiceRepository<Choice>(
  records: RecordStore,
  parse: (record: unknown) => readonly Choice[],
): KernelChoiceRepository<Choice> {
  const keyOf = (adapter: string) => `kernel-choices/${adapter}`;
  return {
    load: async (adapter) => parse(await records.get(keyOf(adapter))),
    save: (adapter, choices) => records.put(keyOf(adapter), choices),
  };
}
