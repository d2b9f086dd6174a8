/** The dedicated worker that the picture library lives in. */
import { expose } from '../expose.ts';

expose({});
