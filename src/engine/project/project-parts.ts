/** What of this browser belongs to a project besides the document. */
import { product, sum } from '#base/math.ts';
import type { Project } from '#graph/project/project.ts';
import type { ProjectSizes } from '#protocol/project.ts';
import { datasetFiles } from '#storage/dataset-files.ts';
import { datasetRepository } from '#storage/dataset-repository.ts';
import { isLibraryId } from '../datasets/library-dataset.ts';
import type { EngineHost } from '../engine-host.ts';
import { archivedFiles } from '../library/export-dataset.ts';
import { LibraryDataset } from '../library/open-dataset.ts';
import type { TrainedNetwork } from '../predict/predict-picture.ts';
import { keptRuns } from './project-runs.ts';

const bytesPerNumber = 4;

/** The network that is trained, opened or gone back to; null where there is none. */
export async function networkAtHand(host: EngineHost): Promise<TrainedNetwork | null> {
  return (await host.session()).currentNetwork();
}

/** The project's data set where it is a person's own, with its files; null for one that every Stride has. */
export async function ownDataset({ records, files }: EngineHost, id: string) {
  if (!records || !files || !isLibraryId(id)) return null;
  const dataset = await LibraryDataset.open(datasetRepository(records), id);
  const pictures = datasetFiles(files);
  return { dataset, files: () => archivedFiles(dataset, pictures) };
}

export function documentText(project: Project): string {
  return JSON.stringify(project);
}

export async function measureProject(host: EngineHost, project: Project): Promise<ProjectSizes> {
  const network = await networkAtHand(host);
  const own = await ownDataset(host, project.dataset).catch(() => null);
  const runs = { count: 0, bytes: 0, withWeights: 0, weightsBytes: 0 };
  for await (const { listed, text } of keptRuns(host)) {
    runs.count++;
    runs.bytes += text.length;
    runs.withWeights += listed.weightsBytes > 0 ? 1 : 0;
    runs.weightsBytes += listed.weightsBytes;
  }
  const parameters = network ? sum(network.network.variables.map(({ shape }) => product(shape))) : 0;
  return {
    document: { bytes: documentText(project).length },
    weights: network && { parameters, bytes: bytesPerNumber * parameters },
    dataset: own && {
      name: own.dataset.record.name,
      pictures: own.dataset.record.sampleCount,
      bytes: own.dataset.record.bytes,
    },
    runs: runs.count > 0 ? runs : null,
  };
}
