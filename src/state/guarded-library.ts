import { StrideError } from '#base/errors.ts';
import type { PictureLibrary } from '#protocol/library.ts';

/** The calls that change data sets. */
const changes: ReadonlySet<PropertyKey> = new Set<keyof PictureLibrary>([
  'createDataset',
  'renameDataset',
  'deleteDataset',
  'restoreDataset',
  'purgeDataset',
  'offerFiles',
  'importFiles',
  'importHosted',
  'addFrame',
  'clearSkipped',
  'setSettings',
  'addClass',
  'renameClass',
  'mergeClasses',
  'reorderClasses',
  'deleteClass',
  'moveSamples',
  'deleteSamples',
  'setSplit',
  'assignSplits',
  'undoEdit',
]);

async function refuse(): Promise<never> {
  throw new StrideError({
    code: 'other-tab',
    message: 'Nothing was changed: Stride is open in another tab, and only one at a time can change data sets.',
    remedy: 'Press “Take over” here, or go on in the other tab.',
  });
}

/** The same library, whose data sets change only while `mayChange` says so. */
export function guardedLibrary(library: PictureLibrary, mayChange: () => boolean): PictureLibrary {
  return new Proxy(library, {
    get: (target, name) => (changes.has(name) && !mayChange() ? refuse : Reflect.get(target, name)),
  });
}
