/** The detection calls: which detector is in use, and frames one at a time through it. */
import { StrideError } from '#base/errors.ts';
import type {
  DetectionEngine,
  DetectionOptions,
  DetectorInfo,
  FrameCandidates,
  FrameDetections,
} from '#protocol/detection.ts';
import type { StandingBackend } from '../backend/standing-backend.ts';
import type { EngineHost } from '../engine-host.ts';
import type { HostedFiles } from '../weights/hosted-files.ts';
import { detectorCatalogue } from './catalogue.ts';
import { createLatestFrame } from './latest-frame.ts';
import type { DetectorFiles } from './open-detector.ts';
import type { Workbench } from './workbench.ts';

interface FrameJob {
  readonly source: string;
  readonly picture: VideoFrame | ImageBitmap;
  readonly wantsCandidates: boolean;
  /** For this frame alone; those of the loop where absent. */
  readonly options?: DetectionOptions;
}

interface FrameAnswer {
  readonly detections: FrameDetections;
  readonly candidates: FrameCandidates | null;
}

const firstOptions: DetectionOptions = {
  method: { type: 'hard', iouThreshold: 0.45 },
  scoreThreshold: 0.3,
  topK: 20,
  isClasswise: true,
  classes: null,
};

export function createDetectionEngine(host: EngineHost, hosted: HostedFiles): DetectionEngine {
  const own = new Map<string, DetectorFiles>();
  let options = firstOptions;
  /** What is in use, in ordinary memory, where a lost device cannot take it. */
  let chosen: DetectorFiles | null = null;
  let bench: Promise<Workbench> | null = null;
  let hearsLoss = false;

  /** Frees what is on the device; what is under way there ends first. */
  const clear = async () => {
    const standing = bench;
    bench = null;
    await standing?.then((workbench) => workbench.dispose()).catch(() => undefined);
  };

  const open = (files: DetectorFiles): Promise<Workbench> => {
    const opening = (async () => {
      const session = await host.session();
      const standing = await session.standing();
      if (!hearsLoss) {
        session.onDeviceGone(() => {
          frames.clear();
          void clear();
        });
        hearsLoss = true;
      }
      const [{ openDetector }, { Workbench }] = await Promise.all([
        import('./open-detector.ts'),
        import('./workbench.ts'),
      ]);
      return new Workbench(standing, await openDetector(files, standing.webgpu));
    })();
    bench = opening;
    opening.catch(() => {
      if (bench === opening) bench = null;
    });
    return opening;
  };

  const working = async (standing: StandingBackend): Promise<Workbench> => {
    const workbench = await bench;
    if (workbench?.standing === standing) return workbench;
    // Made on a device that was lost meanwhile.
    if (workbench) await clear();
    if (chosen !== null) return open(chosen);
    throw new StrideError({
      code: 'no-detector',
      message: 'There is no detector to ask yet.',
      remedy: 'Choose a detector first.',
    });
  };

  const use = async (files: DetectorFiles): Promise<DetectorInfo> => {
    frames.clear();
    await idle();
    await clear();
    const { detector } = await open(files);
    chosen = files;
    return detector.info;
  };

  let underWay: Promise<unknown> = Promise.resolve();
  const idle = () => underWay.catch(() => undefined);

  const detect = async ({ source, picture, wantsCandidates, options: own }: FrameJob): Promise<FrameAnswer> => {
    try {
      const standing = await (await host.session()).standing();
      const { causeOf } = await import('../backend/device-lost.ts');
      try {
        const workbench = await working(standing);
        const detections = await workbench.detect(source, picture, () => own ?? options);
        return { detections, candidates: wantsCandidates ? await workbench.lastCandidates() : null };
      } catch (thrown) {
        throw await causeOf(thrown, standing.lost);
      }
    } finally {
      picture.close();
    }
  };

  const frames = createLatestFrame(
    (job: FrameJob) => {
      const work = detect(job);
      underWay = work;
      return work;
    },
    ({ picture }) => picture.close(),
    ({ picture }) => {
      void bench?.then((workbench) => workbench.prepare(picture)).catch(() => undefined);
    },
  );

  return {
    listDetectors: async () =>
      [...detectorCatalogue, ...[...own.values()].map(({ definition }) => definition)].map(({ info }) => info),
    addDetector: async (given) => {
      const id = `own-${own.size + 1}`;
      const { ownDetectorFiles } = await import('./own-detector.ts');
      const files = ownDetectorFiles(given, id);
      const info = await use(files);
      own.set(id, files);
      return info;
    },
    load: async (id, job) => {
      const before = own.get(id);
      if (before) return use(before);
      const definition = detectorCatalogue.find(({ info }) => info.id === id);
      if (!definition) {
        throw new StrideError({
          code: 'detector-unknown',
          message: `There is no detector called “${id}”.`,
          remedy: 'Choose one of the list.',
        });
      }
      const { fetchDetector } = await import('./open-detector.ts');
      return use(await fetchDetector(definition, host.baseUrl, hosted, job));
    },
    setOptions: async (wanted) => {
      options = wanted;
      return bench === null ? null : (await bench).suppressAgain(wanted);
    },
    frame: async (source, picture) => {
      const answer = await frames.take({ source, picture, wantsCandidates: false });
      return answer?.detections ?? null;
    },
    candidates: async (picture) => {
      const answer = await frames.take({ source: 'candidates', picture, wantsCandidates: true });
      if (answer?.candidates) return answer.candidates;
      throw frameDropped();
    },
    detect: async (picture, wanted) => {
      const answer = await frames.take({ source: 'picture', picture, wantsCandidates: false, options: wanted });
      if (answer === null) throw frameDropped();
      return answer.detections;
    },
    lastCandidates: async () => {
      await idle();
      return bench === null ? null : (await bench).lastCandidates();
    },
    unload: async () => {
      chosen = null;
      frames.clear();
      await idle();
      await clear();
    },
  };
}

function frameDropped(): StrideError {
  return new StrideError({
    code: 'frame-dropped',
    message: 'Another frame came before this one was looked at.',
    remedy: 'Stop the camera or the video and try again.',
  });
}
