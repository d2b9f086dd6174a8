/** The app's state around an engine and a library that compute nothing. */
import { defaultProject } from '#graph/project/default-project.ts';
import { parseProject } from '#graph/project/parse-project.ts';
import { keptProjects } from '#storage/kept-projects.ts';
import { memoryRecords } from '#storage/testing/memory-records.ts';
import { createStride, type Stride, type StrideParts } from '../stride.ts';
import { fakeEngine } from './fake-engine.ts';
import { fakeLibrary } from './fake-library.ts';

export function testStride(parts: Partial<StrideParts> = {}): Stride {
  return createStride({
    engine: fakeEngine(),
    openSpareEngine: () => ({ engine: fakeEngine(), close: () => {} }),
    library: fakeLibrary(),
    project: defaultProject(),
    kept: keptProjects(memoryRecords(), parseProject),
    ...parts,
  });
}
