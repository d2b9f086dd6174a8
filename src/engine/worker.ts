/** The dedicated worker that the engine lives in. */
import { indexedDbRecords } from '#storage/indexed-db-records.ts';
import { opfsFiles } from '#storage/opfs-files.ts';
import { appBaseUrl } from './app-base-url.ts';
import { createEngine } from './create-engine.ts';
import { expose } from './expose.ts';
import { browserCodec } from './library/browser-codec.ts';

const baseUrl = appBaseUrl(self.location.href);
expose(createEngine({ baseUrl, records: indexedDbRecords(), files: opfsFiles(), codec: browserCodec }));
