/** Drawing in the open set: every edit is a named step that can be taken back, and is kept in the browser at once. */
import type { AnnotationFormat, LabelledPicture, LabelledSet } from '#formats/annotations/annotation.ts';
import type { GroundTruth } from '#vision/annotated-picture.ts';
import type { Box } from '#vision/box.ts';
import { loadDetector } from './detection.ts';
import { downloadBlob } from './download-blob.ts';
import { faultOf } from './engine-events.ts';
import { fileNameOf } from './file-name.ts';
import { classMatches } from './quality-classes.ts';
import type { LabelStep } from './quality-store.ts';
import type { Stride } from './stride.ts';

const mostSteps = 300;
/** Steps with the same key are one while no more than this lies between them, in milliseconds. */
const oneStepWithin = 1000;

interface Edit {
  readonly label: string;
  readonly picture: number;
  readonly key?: string;
}

function edit(stride: Stride, { label, picture, key = undefined }: Edit, labels: LabelledSet): void {
  const { quality } = stride;
  const { labels: before, past } = quality.getState();
  if (before === null || labels === before) return;
  const last = past.at(-1);
  const time = Date.now();
  const joins = key !== undefined && last?.key === key && time - last.time < oneStepWithin;
  const step: LabelStep = { label, picture, key: key ?? null, time, labels: joins ? last.labels : before };
  quality.setState({ labels, past: [...(joins ? past.slice(0, -1) : past), step].slice(-mostSteps), future: [] });
  void save(stride);
}

function editPicture(
  stride: Stride,
  { label, picture, key }: Edit,
  change: (truths: readonly GroundTruth[]) => readonly GroundTruth[],
): void {
  const { labels } = stride.quality.getState();
  const before = labels?.pictures[picture];
  if (!labels || !before) return;
  const after: LabelledPicture = { ...before, truths: change(before.truths), isAnnotated: true };
  const pictures = labels.pictures.with(picture, after);
  edit(stride, { label, picture, ...(key !== undefined && { key }) }, { ...labels, pictures });
}

/** Adds a box and gives its index among the picture's. */
export function addBox(stride: Stride, picture: number, box: Box, classIndex: number): number {
  editPicture(stride, { label: 'Draw box', picture }, (truths) => [...truths, { box, classIndex }]);
  return (stride.quality.getState().labels?.pictures[picture]?.truths.length ?? 0) - 1;
}

/** Moves or resizes a box. The area of what it holds is not known after. */
export function changeBox(
  stride: Stride,
  picture: number,
  index: number,
  box: Box,
  label: 'Move box' | 'Resize box',
): void {
  editPicture(stride, { label, picture, key: `${label} ${picture} ${index}` }, (truths) =>
    truths.map((truth, place) => {
      if (place !== index) return truth;
      const { area: _, ...rest } = truth;
      return { ...rest, box };
    }),
  );
}

export function relabelBox(stride: Stride, picture: number, index: number, classIndex: number): void {
  editPicture(stride, { label: 'Change class', picture }, (truths) =>
    truths.map((truth, place) => (place === index ? { ...truth, classIndex } : truth)),
  );
}

export function deleteBox(stride: Stride, picture: number, index: number): void {
  editPicture(stride, { label: 'Delete box', picture }, (truths) => truths.filter((_, place) => place !== index));
}

/** Adds a class where there is none of this name, and gives its index; null for a name of spaces. */
export function addClassName(stride: Stride, picture: number, wanted: string): number | null {
  const { labels } = stride.quality.getState();
  const name = wanted.trim().slice(0, 80);
  if (!labels || name === '') return null;
  const known = labels.classNames.indexOf(name);
  if (known >= 0) return known;
  edit(stride, { label: 'Add class', picture }, { ...labels, classNames: [...labels.classNames, name] });
  return labels.classNames.length;
}

/** Takes a picture back to what its files say. */
export function startFromFiles(stride: Stride, picture: number): void {
  const { open, labels } = stride.quality.getState();
  const before = open.phase === 'open' ? open.set.labels.pictures[picture] : undefined;
  if (!before || !labels) return;
  const edited = { ...labels, pictures: labels.pictures.with(picture, before) };
  edit(stride, { label: 'Start from the files', picture }, edited);
}

export function startEmpty(stride: Stride, picture: number): void {
  editPicture(stride, { label: 'Start empty', picture }, () => []);
}

/** Takes what the chosen detector finds in a picture for its boxes. Never rejects: what fails is shown. */
export async function startFromDetections(stride: Stride, picture: number): Promise<void> {
  const { quality, detection, engine } = stride;
  const { open } = quality.getState();
  if (open.phase !== 'open') return;
  if (detection.getState().detector.phase !== 'ready') await loadDetector(stride, detection.getState().chosen);
  const { detector, options } = detection.getState();
  try {
    if (detector.phase !== 'ready') {
      const { message, remedy } = detector.phase === 'failed' ? detector.fault : cancelled;
      stride.notices.show({ tone: 'error', message, remedy });
      return;
    }
    const found = await engine.quality.detect(open.set.id, picture, { ...options, classes: null });
    const { labels } = quality.getState();
    const before = labels?.pictures[picture];
    if (!labels || !before) return;
    const classNames = [...labels.classNames];
    const own = classMatches(classNames, detector.info.classNames, quality.getState().byHand);
    const placeOf = (classIndex: number): number => {
      const matched = own.indexOf(classIndex);
      const name = detector.info.classNames[classIndex] ?? `class ${classIndex}`;
      const known = matched >= 0 ? matched : classNames.indexOf(name);
      return known >= 0 ? known : classNames.push(name) - 1;
    };
    const truths = found.map(({ box, classIndex }) => ({ box, classIndex: placeOf(classIndex) }));
    const pictures = labels.pictures.with(picture, { ...before, truths, isAnnotated: true });
    edit(stride, { label: 'Start from detections', picture }, { classNames, pictures });
  } catch (thrown) {
    const { message, remedy } = faultOf(thrown);
    stride.notices.show({ tone: 'error', message, remedy });
  }
}

const cancelled = { message: 'The detector was not loaded.', remedy: 'Choose a detector and try again.' };

/** Takes the last step back, and gives the picture that it was in; null where there is none. */
export function undoLabels(stride: Stride): number | null {
  return travel(stride, 'past', 'future');
}

export function redoLabels(stride: Stride): number | null {
  return travel(stride, 'future', 'past');
}

function travel(stride: Stride, from: 'past' | 'future', to: 'past' | 'future'): number | null {
  const { quality } = stride;
  const state = quality.getState();
  const step = state[from].at(-1);
  if (!step || state.labels === null) return null;
  quality.setState({
    labels: step.labels,
    [from]: state[from].slice(0, -1),
    [to]: [...state[to], { ...step, labels: state.labels, key: null }],
  });
  void save(stride);
  return step.picture;
}

/** Keeps the labels as they stand. While some are being written, the next wait; what came between is left out. */
async function save({ quality, engine }: Stride): Promise<void> {
  const { open, saving } = quality.getState();
  if (open.phase !== 'open' || saving === 'saving') return;
  const isOpen = () => quality.getState().open === open;
  quality.setState({ saving: 'saving' });
  try {
    for (;;) {
      const { labels } = quality.getState();
      if (!isOpen() || labels === null) return;
      await engine.quality.save(open.set.id, labels);
      if (isOpen() && quality.getState().labels === labels) return quality.setState({ saving: 'saved' });
    }
  } catch (thrown) {
    if (isOpen()) quality.setState({ saving: faultOf(thrown) });
  }
}

/** Hands the labels to the person as a file. */
export async function exportLabels(stride: Stride, format: AnnotationFormat): Promise<void> {
  const { open, labels } = stride.quality.getState();
  if (open.phase !== 'open' || labels === null) return;
  const extension = { coco: '.coco.json', voc: '.voc.zip', yolo: '.yolo.zip' }[format];
  try {
    downloadBlob(fileNameOf(open.set.name, extension), await stride.engine.quality.exportLabels(labels, format));
  } catch (thrown) {
    const { message, remedy } = faultOf(thrown);
    stride.notices.show({ tone: 'error', message, remedy });
  }
}
