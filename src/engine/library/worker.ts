/** The dedicated worker that the picture library lives in. */
import { indexedDbRecords } from '#storage/indexed-db-records.ts';
import { opfsFiles } from '#storage/opfs-files.ts';
import { expose } from '../expose.ts';
import { browserCodec } from './browser-codec.ts';
import { createLibrary } from './create-library.ts';
import { loadAhead } from './load-ahead.ts';

/** Time for the page to stand before anything is loaded that it does not ask for. */
const quietMilliseconds = 4000;

expose(createLibrary({ records: indexedDbRecords(), files: opfsFiles(), codec: browserCodec }));
setTimeout(() => void loadAhead(), quietMilliseconds);
