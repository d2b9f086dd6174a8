/** The dedicated worker that the engine lives in. */
import { indexedDbRecords } from '#storage/indexed-db-records.ts';
import { appBaseUrl } from './app-base-url.ts';
import { createEngine } from './create-engine.ts';
import { exposeEngine } from './expose.ts';

exposeEngine(createEngine({ baseUrl: appBaseUrl(self.location.href), records: indexedDbRecords() }));
