/**
 * All of the app's state in one object, given an engine and never importing one. Screens read its stores and call the
 * commands of `commands/`; nothing else changes state.
 */
import type { GraphAnalysis } from '#graph/analysis.ts';
import type { Project } from '#graph/project/project.ts';
import type { ShownGraph } from '#graph/shown-graph.ts';
import type { Engine } from '#protocol/engine.ts';
import type { PictureLibrary } from '#protocol/library.ts';
import type { KeptProjects } from '#storage/kept-projects.ts';
import { createAnalysis } from './analysis.ts';
import { type AugmentStore, createAugmentStore } from './augment-store.ts';
import { type BackendStore, createBackendStore } from './backend-store.ts';
import type { SpareEngine } from './benchmark.ts';
import { type BenchmarkStore, createBenchmarkStore } from './benchmark-store.ts';
import { type CheckpointsStore, createCheckpointsStore } from './checkpoints-store.ts';
import { createDatasetStore, type DatasetStore } from './dataset-store.ts';
import { createDetectionStore, type DetectionStore } from './detection-store.ts';
import { createExportStore, type ExportStore } from './export-store.ts';
import { guardedLibrary } from './guarded-library.ts';
import { guardedProject } from './guarded-project.ts';
import { createLayerClipboard, type LayerClipboard } from './layer-clipboard.ts';
import { createLibraryStore, type LibraryStore } from './library-store.ts';
import { createNoticesStore, type NoticesStore } from './notices-store.ts';
import { createOpenedModelStore, type OpenedModelStore } from './opened-model-store.ts';
import { createPreferencesStore, type Preferences, type PreferencesStore } from './preferences-store.ts';
import { createPretrainedStore, type PretrainedStore } from './pretrained-store.ts';
import { createProfileStore, type ProfileStore } from './profile.ts';
import { createProjectFileStore, type ProjectFileStore } from './project-file-store.ts';
import { createProjectStore, type ProjectStore } from './project-store.ts';
import { createQualityStore, type QualityStore } from './quality-store.ts';
import { createRunsStore, type RunsStore } from './runs-store.ts';
import { createSelectionStore, type SelectionStore } from './selection-store.ts';
import { createShown } from './shown.ts';
import { createTabLockStore, type TabLockStore } from './tab-lock-store.ts';
import { createTrainingStore, type TrainingStore } from './training-store.ts';
import { createTransferStore, type TransferStore } from './transfer-store.ts';
import { createViewStore, type ViewStore } from './view-store.ts';
import { createWeightsStore, type WeightsStore } from './weights-store.ts';

export interface Stride {
  readonly engine: Engine;
  readonly library: PictureLibrary;
  /** What the Data workspace shows of the library. */
  readonly libraryState: LibraryStore;
  readonly project: ProjectStore;
  readonly selection: SelectionStore;
  readonly backend: BackendStore;
  readonly dataset: DatasetStore;
  readonly training: TrainingStore;
  readonly augment: AugmentStore;
  readonly checkpoints: CheckpointsStore;
  readonly runs: RunsStore;
  readonly tabLock: TabLockStore;
  readonly notices: NoticesStore;
  readonly preferences: PreferencesStore;
  readonly view: ViewStore;
  readonly weights: WeightsStore;
  readonly pretrained: PretrainedStore;
  readonly transfer: TransferStore;
  readonly detection: DetectionStore;
  /** Annotated pictures: measured against and drawn in. */
  readonly quality: QualityStore;
  /** The model file that was just opened. */
  readonly opened: OpenedModelStore;
  /** The export that is under way or was made last. */
  readonly exported: ExportStore;
  /** Whole projects as files, on their way out and in. */
  readonly projectFile: ProjectFileStore;
  /** The analysis of the document's graph as it stands now; computed once per graph. */
  analysis(): GraphAnalysis;
  /** Where the time of a training step goes. */
  readonly profiling: ProfileStore;
  /** How fast this device is. */
  readonly benchmark: BenchmarkStore;
  openSpareEngine(): SpareEngine;
  /** The graph as the canvas shows it, with collapsed blocks. */
  shown(): ShownGraph;
  readonly clipboard: LayerClipboard;
  /** Documents that others took the place of. */
  readonly kept: KeptProjects;
}

export interface StrideParts {
  readonly engine: Engine;
  /** Starts another engine, for measurements that must not touch what the first one holds. */
  openSpareEngine(): SpareEngine;
  readonly library: PictureLibrary;
  readonly project: Project;
  readonly preferences?: Preferences;
  readonly kept: KeptProjects;
}

export function createStride({ engine, openSpareEngine, library, project, preferences, kept }: StrideParts): Stride {
  const tabLock = createTabLockStore();
  const notices = createNoticesStore();
  const mayChange = () => tabLock.getState().role === 'owner';
  const projectStore = guardedProject(createProjectStore(project), mayChange, () => {
    notices.show({
      tone: 'warning',
      message: 'Nothing was changed: Stride is open in another tab, which has this project.',
      remedy: 'Take it over here, with the button below, or go on in the other tab.',
    });
  });
  const dataset = createDatasetStore();
  const view = createViewStore();
  return {
    engine,
    library: guardedLibrary(library, mayChange),
    libraryState: createLibraryStore(),
    project: projectStore,
    selection: createSelectionStore(projectStore),
    backend: createBackendStore(),
    dataset,
    training: createTrainingStore(),
    augment: createAugmentStore(),
    checkpoints: createCheckpointsStore(),
    runs: createRunsStore(),
    tabLock,
    weights: createWeightsStore(),
    pretrained: createPretrainedStore(),
    transfer: createTransferStore(),
    detection: createDetectionStore(),
    quality: createQualityStore(),
    opened: createOpenedModelStore(),
    exported: createExportStore(),
    projectFile: createProjectFileStore(),
    notices,
    preferences: createPreferencesStore(preferences),
    view,
    profiling: createProfileStore(),
    benchmark: createBenchmarkStore(),
    openSpareEngine,
    shown: createShown(projectStore, view),
    analysis: createAnalysis(projectStore, dataset),
    clipboard: createLayerClipboard(),
    kept,
  };
}
