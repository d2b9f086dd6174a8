/** Running the chosen detector over the open set, picture by picture, and the figures of what it found. Never rejects. */
import type { DetectionOptions } from '#protocol/detection.ts';
import type { QualityReport } from '#protocol/quality.ts';
import { MOST_DETECTIONS } from '#vision/detection.ts';
import { loadDetector } from './detection.ts';
import { faultOf } from './engine-events.ts';
import { classMatches, measuredPictures } from './quality-classes.ts';
import type { Evaluated, QualityState, QualityStore } from './quality-store.ts';
import type { Stride } from './stride.ts';

/** Average precision wants the doubtful detections as well: they are what the end of the curve is made of. */
const leastScore = 0.01;
/** So often a picture is tried again after the graphics card went away. */
const mostLosses = 3;

/** The pictures to look at: those with annotations. */
export function picturesToMeasure({ labels }: QualityState): readonly number[] {
  return (labels?.pictures ?? []).flatMap(({ isAnnotated }, place) => (isAnnotated ? [place] : []));
}

/** Looks at the annotated pictures that were not looked at yet, and computes the figures; loads the detector first where it has to be. */
export async function measureQuality(stride: Stride): Promise<void> {
  const { quality, detection, engine } = stride;
  const { open, measuring } = quality.getState();
  if (open.phase !== 'open' || measuring.phase !== 'idle') return;
  const { set } = open;
  const isOpen = () => {
    const now = quality.getState().open;
    return now.phase === 'open' && now.set === set;
  };
  quality.setState({ measuring: { phase: 'starting' }, fault: null });
  if (detection.getState().detector.phase !== 'ready') await loadDetector(stride, detection.getState().chosen);
  const { detector, options } = detection.getState();
  if (!isOpen()) return;
  // Why it could not be loaded is said beside the detector.
  if (detector.phase !== 'ready') return quality.setState({ measuring: { phase: 'idle' } });

  const { id, name, classNames } = detector.info;
  const { measuredBy } = quality.getState();
  if (measuredBy?.id !== id) {
    if (measuredBy !== null) quality.setState({ byHand: {} });
    quality.setState({ measuredBy: { id, name, classNames }, detections: new Map(), unreadable: [], evaluated: null });
  }
  const looks: DetectionOptions = { ...options, scoreThreshold: leastScore, topK: MOST_DETECTIONS, classes: null };
  const all = picturesToMeasure(quality.getState());
  const isDone = (place: number) =>
    quality.getState().detections.has(place) || quality.getState().unreadable.some(({ picture }) => picture === place);
  const left = all.filter((place) => !isDone(place));
  const times: number[] = [];
  let losses = 0;
  const progress = () => {
    const done = all.length - left.length;
    // The first picture waits for shaders to be compiled.
    const counted = times.length > 1 ? times.slice(1) : times;
    const mean = counted.reduce((total, time) => total + time, 0) / counted.length;
    const { measuring: now } = quality.getState();
    quality.setState({
      measuring: {
        phase: 'running',
        done,
        total: all.length,
        timeLeft: counted.length > 0 ? mean * left.length : null,
        isStopping: now.phase === 'running' && now.isStopping,
      },
    });
  };
  const isStopped = () => {
    const { measuring: now } = quality.getState();
    return now.phase !== 'running' || now.isStopping;
  };

  progress();
  while (isOpen() && !isStopped()) {
    const place = left[0];
    if (place === undefined) break;
    const started = performance.now();
    try {
      const found = await engine.quality.detect(set.id, place, looks);
      if (!isOpen()) return;
      quality.setState(({ detections }) => ({ detections: new Map(detections).set(place, found) }));
      times.push(performance.now() - started);
      left.shift();
    } catch (thrown) {
      if (!isOpen()) return;
      const fault = faultOf(thrown);
      if (fault.code === 'picture-unreadable') {
        quality.setState(({ unreadable }) => ({
          unreadable: [...unreadable, { picture: place, reason: fault.message }],
        }));
        left.shift();
      } else if (fault.code !== 'device-lost' || ++losses > mostLosses) {
        quality.setState({ fault });
        break;
      }
    }
    progress();
  }
  if (!isOpen()) return;
  quality.setState({ measuring: { phase: 'evaluating' } });
  await evaluateQuality(stride);
  if (isOpen()) quality.setState({ measuring: { phase: 'idle' } });
}

/** Ends with the picture under way; what was found until then is kept, and measuring can be gone on with. */
export function stopMeasuring({ quality }: Stride): void {
  const { measuring } = quality.getState();
  if (measuring.phase === 'running') quality.setState({ measuring: { ...measuring, isStopping: true } });
}

/** Forgets what was found, so that the next measurement looks at every picture. */
export function forgetMeasured({ quality }: Stride): void {
  quality.setState({ detections: new Map(), unreadable: [], evaluated: null, fault: null });
}

/** The figures of what was found so far, anew. Of several calls the last one counts. */
export async function evaluateQuality({ quality, engine }: Stride): Promise<void> {
  const { labels, detections, measuredBy, byHand, vocRule, errors } = quality.getState();
  if (labels === null || measuredBy === null) return;
  const matches = classMatches(labels.classNames, measuredBy.classNames, byHand);
  const { pictures, places } = measuredPictures(labels, detections, matches);
  if (pictures.length === 0) return quality.setState({ evaluated: null });
  try {
    const report = await engine.quality.evaluate({ pictures, vocRule, errors });
    const now = quality.getState();
    const isLatest =
      now.labels === labels &&
      now.detections === detections &&
      now.byHand === byHand &&
      now.vocRule === vocRule &&
      now.errors === errors;
    if (isLatest) quality.setState({ evaluated: { report, pictures, places } });
  } catch (thrown) {
    quality.setState({ fault: faultOf(thrown) });
  }
}

/** Says by hand which of the detector's classes is meant; null for none. */
export async function matchClass(stride: Stride, className: string, classIndex: number | null): Promise<void> {
  stride.quality.setState(({ byHand }) => ({ byHand: { ...byHand, [className]: classIndex } }));
  await evaluateQuality(stride);
}

/** Changes the rule of VOC's figures, which alone are computed anew. */
export async function setVocRule({ quality, engine }: Stride, vocRule: QualityState['vocRule']): Promise<void> {
  quality.setState({ vocRule });
  const { evaluated } = quality.getState();
  if (evaluated === null) return;
  try {
    const voc = await engine.quality.evaluateVoc({ pictures: evaluated.pictures, vocRule });
    if (quality.getState().vocRule === vocRule) amend(quality, evaluated.pictures, { voc });
  } catch (thrown) {
    quality.setState({ fault: faultOf(thrown) });
  }
}

/** Changes what counts as an error; the pictures are ranked anew. */
export async function setErrorOptions({ quality, engine }: Stride, errors: QualityState['errors']): Promise<void> {
  quality.setState({ errors });
  const { evaluated } = quality.getState();
  if (evaluated === null) return;
  try {
    const faults = await engine.quality.findFaults({ pictures: evaluated.pictures, errors });
    if (quality.getState().errors === errors) amend(quality, evaluated.pictures, { faults });
  } catch (thrown) {
    quality.setState({ fault: faultOf(thrown) });
  }
}

/** Puts a part of a report into the one that is shown, where that is of the same pictures. */
function amend(quality: QualityStore, pictures: Evaluated['pictures'], part: Partial<QualityReport>): void {
  const { evaluated } = quality.getState();
  if (evaluated?.pictures !== pictures) return;
  quality.setState({ evaluated: { ...evaluated, report: { ...evaluated.report, ...part } } });
}
