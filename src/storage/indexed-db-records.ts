/** Records in IndexedDB. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { StrideError } from '#base/errors.ts';
import type { RecordStore, SetAside } from './record-store.ts';
import { storageFull } from './storage-full.ts';

interface StrideDatabase extends DBSchema {
  records: { key: string; value: unknown };
  'set-aside': { key: number; value: SetAside };
}

const databaseVersion = 1;

/**
 * Opens the store at the first call and keeps it open. Every call rejects with `storage-refused` where the browser lets
 * nothing be stored, as in some private windows, and with `storage-full` where there is no more room.
 */
export function indexedDbRecords(databaseName = 'stride'): RecordStore {
  let opening: Promise<IDBPDatabase<StrideDatabase>> | null = null;
  const forget = () => {
    opening = null;
  };

  const database = () => {
    opening ??= openDB<StrideDatabase>(databaseName, databaseVersion, {
      upgrade(created) {
        created.createObjectStore('records');
        created.createObjectStore('set-aside', { autoIncrement: true });
      },
      // Another tab wants to upgrade: let go, so that it is not held up.
      blocking: (_current, _blocked, event) => {
        forget();
        (event.target as IDBDatabase).close();
      },
      terminated: forget,
    });
    return opening;
  };

  async function guarded<Value>(work: (open: IDBPDatabase<StrideDatabase>) => Promise<Value>): Promise<Value> {
    try {
      return await work(await database());
    } catch (cause) {
      forget();
      if (cause instanceof DOMException && cause.name === 'QuotaExceededError') throw storageFull(cause);
      throw new StrideError({
        code: 'storage-refused',
        message: 'This browser does not let Stride keep your network between visits.',
        remedy:
          'Leave private browsing or free some disk space. You can work on meanwhile; download your project to keep it.',
        cause,
      });
    }
  }

  return {
    get: (key) => guarded((open) => open.get('records', key)),
    put: (key, record) =>
      guarded(async (open) => {
        const transaction = open.transaction('records', 'readwrite');
        const written = transaction.store.put(record, key);
        // Committed at once, so that a save survives when the page is closed in the same moment.
        transaction.commit();
        await Promise.all([written, transaction.done]);
      }),
    putAll: (entries) =>
      guarded(async (open) => {
        const transaction = open.transaction('records', 'readwrite');
        const written = entries.map(([key, record]) => transaction.store.put(record, key));
        transaction.commit();
        await Promise.all([...written, transaction.done]);
      }),
    delete: (key) => guarded((open) => open.delete('records', key)),
    entries: (prefix) =>
      guarded(async (open) => {
        const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
        const { store } = open.transaction('records');
        const [keys, records] = await Promise.all([store.getAllKeys(range), store.getAll(range)]);
        return keys.map((key, index) => [key, records[index]] as const);
      }),
    setAside: (key, reason) =>
      guarded(async (open) => {
        const transaction = open.transaction(['records', 'set-aside'], 'readwrite');
        const record = await transaction.objectStore('records').get(key);
        await transaction.objectStore('set-aside').add({ time: Date.now(), reason, record });
        await transaction.objectStore('records').delete(key);
        await transaction.done;
      }),
  };
}
