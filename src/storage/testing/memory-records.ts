/** Records in memory, for tests. */
import type { RecordStore, SetAside } from '../record-store.ts';

export interface MemoryRecords extends RecordStore {
  readonly records: Map<string, unknown>;
  readonly aside: SetAside[];
}

export function memoryRecords(initial: Readonly<Record<string, unknown>> = {}): MemoryRecords {
  const records = new Map(Object.entries(initial));
  const aside: SetAside[] = [];
  return {
    records,
    aside,
    get: async (key) => structuredClone(records.get(key)),
    put: async (key, record) => void records.set(key, structuredClone(record)),
    putAll: async (entries) => {
      for (const [key, record] of entries) records.set(key, structuredClone(record));
    },
    delete: async (key) => void records.delete(key),
    entries: async (prefix) =>
      structuredClone(
        [...records].filter(([key]) => key.startsWith(prefix)).sort(([one], [other]) => (one < other ? -1 : 1)),
      ),
    setAside: async (key, reason) => {
      aside.push({ time: 0, reason, record: records.get(key) });
      records.delete(key);
    },
  };
}
