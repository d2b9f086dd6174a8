import type { NetworkFacts } from '../saved-network.ts';
import type { OpenDataset } from './dataset-shelf.ts';

/** What a network that learns from a data set is to be asked with. */
export function factsOf({ info, pictures: { isLightOnDark, fit } }: OpenDataset): NetworkFacts {
  return { classNames: info.classNames, isLightOnDark, fit };
}
