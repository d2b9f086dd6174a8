/** Reads a project file, and checks its weights against the network that they belong to. */
import { StrideError } from '#base/errors.ts';
import { product, sum } from '#base/math.ts';
import {
  type ProjectArchive,
  readProjectArchive,
  runWeightsPath,
  weightsPath,
} from '#formats/project/project-archive.ts';
import type { OpenedProject } from '#protocol/project.ts';
import type { LayerWeights } from '../layer-weights.ts';
import type { SavedNetwork } from '../saved-network.ts';
import { carriedWeights } from './carried-weights.ts';

export interface OpenedArchive {
  readonly report: Omit<OpenedProject, 'id'>;
  readonly network: SavedNetwork | null;
  readonly archive: ProjectArchive;
  readonly fileName: string;
}

/** See `ProjectEngine.open`. */
export async function openProject(file: File): Promise<OpenedArchive> {
  const read = async (start: number, end: number) => new Uint8Array(await file.slice(start, end).arrayBuffer());
  const archive = await readProjectArchive({ size: file.size, read }, file.name).catch((thrown) => {
    throw ownRemedy(thrown);
  });
  const { manifest, dataset, runs } = archive;
  const network = networkOf(archive, file.name);
  await checkRunWeights(archive, file.name);
  const { project, savedAt } = manifest;
  return {
    archive,
    fileName: file.name,
    network,
    report: {
      project,
      savedAt,
      weights: network && { parameters: numbersIn(network.weights), graph: network.graph },
      dataset:
        manifest.dataset && dataset
          ? { ...manifest.dataset, archive: file.slice(dataset.start, dataset.end, 'application/zip') }
          : null,
      runs: runs.length,
    },
  };
}

function networkOf({ manifest, weights }: ProjectArchive, fileName: string): SavedNetwork | null {
  if (manifest.weights === null || weights === null) return null;
  const { graph, ...facts } = manifest.weights;
  return { graph, ...facts, weights: carriedWeights(weights, graph, weightsPath, fileName) };
}

/** One run after the other, and none is held: those of all may not fit into memory together. */
async function checkRunWeights({ runs, runWeights }: ProjectArchive, fileName: string): Promise<void> {
  for (const { listed } of runs) {
    const { run, graph } = listed.origin;
    const bytes = await runWeights
      .get(run)?.()
      .catch((thrown) => {
        throw ownRemedy(thrown);
      });
    if (bytes !== undefined) carriedWeights(bytes, graph, runWeightsPath(run), fileName);
  }
}

function numbersIn(weights: LayerWeights): number {
  return sum([...weights.values()].flat().map(({ shape }) => product(shape)));
}

/** What zips in general advise does not help with a project. */
function ownRemedy(thrown: unknown): unknown {
  if (!(thrown instanceof StrideError) || !thrown.code.startsWith('zip-')) return thrown;
  const remedy = 'Ask for the file again: Stride did not write it like this.';
  return new StrideError({ code: thrown.code, message: thrown.message, remedy, cause: thrown });
}
