/** The dedicated worker that the picture library lives in. */
import { indexedDbRecords } from '#storage/indexed-db-records.ts';
import { opfsFiles } from '#storage/opfs-files.ts';
import { expose } from '../expose.ts';
import { browserCodec } from './browser-codec.ts';
import { createLibrary } from './create-library.ts';

expose(createLibrary({ records: indexedDbRecords(), files: opfsFiles(), codec: browserCodec }));
