/** Choosing a detector, sending it frames, and changing what is shown of what it found. Nothing here ever rejects. */
import type { DetectionOptions, FrameDetections, OwnDetector } from '#protocol/detection.ts';
import { faultOf } from './engine-events.ts';
import type { Stride } from './stride.ts';
import { forgetDownload } from './weights.ts';

/** What loading is called in events; one detector is loaded at a time. */
export const detectorJob = 'detector';

/** Frames under way: one being looked at, one waiting, and one that takes the place of that. */
const mostUnderWay = 3;
/** Frames a second are counted over this long. */
const rateWindow = 2000;

export async function listDetectors({ detection, engine }: Stride): Promise<void> {
  const detectors = await engine.detection.listDetectors().catch(() => null);
  if (detectors !== null) detection.setState({ detectors });
}

/** Makes a detector the one in use, fetching it where it has to be. */
export async function loadDetector(stride: Stride, id: string): Promise<void> {
  const { detection, engine } = stride;
  const isWanted = () => {
    const { detector } = detection.getState();
    return detector.phase === 'loading' && detector.id === id;
  };
  forgetDownload(stride, detectorJob);
  detection.setState({
    chosen: id,
    detector: { phase: 'loading', id },
    found: null,
    fault: null,
    framesPerSecond: null,
  });
  try {
    const info = await engine.detection.load(id, detectorJob);
    if (!isWanted()) return;
    detection.setState({ detector: { phase: 'ready', info } });
    await setDetectionOptions(stride, { scoreThreshold: info.scoreThreshold, classes: null });
  } catch (thrown) {
    if (!isWanted()) return;
    const fault = faultOf(thrown);
    detection.setState({ detector: fault.code === 'cancelled' ? { phase: 'none' } : { phase: 'failed', id, fault } });
  }
}

/** Adds a person's own detector and makes it the one in use; gives the fault where that fails, which leaves no one in use. */
export async function addDetector(stride: Stride, own: OwnDetector): Promise<ReturnType<typeof faultOf> | null> {
  const { detection, engine } = stride;
  detection.setState({ detector: { phase: 'loading', id: own.name }, found: null, fault: null });
  try {
    const info = await engine.detection.addDetector(own);
    detection.setState({ chosen: info.id, detector: { phase: 'ready', info } });
    await listDetectors(stride);
    await setDetectionOptions(stride, { scoreThreshold: info.scoreThreshold, classes: null });
    return null;
  } catch (thrown) {
    detection.setState({ detector: { phase: 'none' } });
    return faultOf(thrown);
  }
}

/** Changes the options; what the last frame gives by them is shown without asking the network again. */
export async function setDetectionOptions(stride: Stride, change: Partial<DetectionOptions>): Promise<void> {
  const { detection, engine } = stride;
  const options = { ...detection.getState().options, ...change };
  detection.setState({ options });
  try {
    const found = await engine.detection.setOptions(options);
    if (found !== null && detection.getState().options === options && detection.getState().found !== null) {
      detection.setState({ found });
    }
  } catch (thrown) {
    detection.setState({ fault: faultOf(thrown) });
  }
}

export interface FrameLoop {
  /** Takes a frame over and looks at it, or closes it where no detector is ready or too many frames are under way. */
  send(picture: VideoFrame | ImageBitmap): Promise<FrameDetections | null>;
  /** Whether a frame sent now would be taken. */
  takesFrames(): boolean;
  /** Lets what is under way come to nothing. */
  end(): void;
}

/** A loop of frames of one source. Only one loop lives at a time: its results are what is shown. */
export function startFrameLoop({ detection, engine }: Stride, source: string): FrameLoop {
  let isLive = true;
  let underWay = 0;
  let times: readonly number[] = [];
  forgetFound({ detection });

  const show = (found: FrameDetections) => {
    const now = performance.now();
    times = [...times.filter((time) => now - time < Math.max(rateWindow, 2 * found.timings.total)), now];
    const [first = now] = times;
    const framesPerSecond = times.length > 1 ? ((times.length - 1) / (now - first)) * 1000 : null;
    detection.setState(({ frameCount }) => ({ found, framesPerSecond, frameCount: frameCount + 1, fault: null }));
  };

  const takesFrames = () => isLive && underWay < mostUnderWay && detection.getState().detector.phase === 'ready';

  return {
    takesFrames,
    send: async (picture) => {
      if (!takesFrames()) {
        picture.close();
        return null;
      }
      underWay++;
      try {
        const found = await engine.detection.frame(source, picture);
        if (found === null || !isLive) return null;
        show(found);
        return found;
      } catch (thrown) {
        const fault = faultOf(thrown);
        // After a loss the engine begins again, and the next frame finds it so.
        if (isLive && fault.code !== 'device-lost') detection.setState({ fault });
        return null;
      } finally {
        underWay--;
      }
    },
    end: () => {
      isLive = false;
    },
  };
}

/** Forgets what was found: another source is shown, or none. */
export function forgetFound({ detection }: Pick<Stride, 'detection'>): void {
  detection.setState({ found: null, frameCount: 0, framesPerSecond: null, fault: null });
}

/** Frees the detector and what it holds; the next source loads it again. */
export async function stopDetection({ detection, engine }: Stride): Promise<void> {
  detection.setState({ detector: { phase: 'none' }, found: null, frameCount: 0, framesPerSecond: null, fault: null });
  await engine.detection.unload().catch(() => undefined);
}
