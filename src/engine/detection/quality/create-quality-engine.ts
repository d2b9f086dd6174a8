/** The calls about annotated pictures. What reads files is loaded with the first set. */
import { StrideError } from '#base/errors.ts';
import type { DetectionEngine } from '#protocol/detection.ts';
import type { PictureSet, QualityEngine } from '#protocol/quality.ts';
import { type Size, scaleBox } from '#vision/box.ts';
import type { EngineHost } from '../../engine-host.ts';
import { handOver } from '../../hand-over.ts';
import type { KeptSets } from './kept-sets.ts';
import type { OpenedSet } from './open-set.ts';

export function createQualityEngine(host: EngineHost, detection: DetectionEngine): QualityEngine {
  let current: OpenedSet | null = null;
  let sets: Promise<KeptSets> | null = null;
  const kept = (): Promise<KeptSets> => {
    sets ??= import('./kept-sets.ts').then(({ keptSets }) => keptSets(host.records, host.files));
    return sets;
  };
  const show = (opened: OpenedSet): PictureSet => {
    current = opened;
    return opened.shown;
  };
  const opened = (id: string): OpenedSet => {
    if (current?.shown.id === id) return current;
    throw setGone();
  };
  /** As it is shown: turned as its file says. */
  const decode = async (set: string, picture: number, resize: (size: Size) => ImageBitmapOptions) => {
    const { shown, pictures } = opened(set);
    const known = shown.labels.pictures[picture];
    const content = await pictures[picture]?.();
    if (!known || !content) throw setGone();
    try {
      const bitmap = await createImageBitmap(new Blob([content]), {
        imageOrientation: 'from-image',
        ...resize(known.size),
      });
      return { bitmap, size: known.size };
    } catch (cause) {
      throw new StrideError({
        code: 'picture-unreadable',
        message: `${known.path} cannot be decoded: it is damaged or of a kind that this browser does not know.`,
        remedy: 'Open it in another program and save it as PNG or JPEG.',
        cause,
      });
    }
  };
  return {
    open: async (entries, name) => {
      const { openSet } = await import('./open-set.ts');
      return show(await openSet(entries, name, await kept()));
    },
    reopen: async (id) => {
      const { reopenSet } = await import('./open-set.ts');
      const again = await reopenSet(id, await kept());
      if (again === null) throw setGone();
      return show(again);
    },
    kept: async () => (await kept()).list(),
    forget: async (id) => (await kept()).forget(id),
    detect: async (set, picture, options) => {
      const { bitmap, size } = await decode(set, picture, (whole) => shrunk(whole, longestLookedAt));
      const { detections, frame } = await detection.detect(bitmap, options);
      const scale = { height: size.height / frame.height, width: size.width / frame.width };
      return detections.map((each) => ({ ...each, box: scaleBox(each.box, scale) }));
    },
    picture: async (set, picture, longestSide) => {
      const { bitmap } = await decode(set, picture, (whole) => shrunk(whole, longestSide));
      return handOver(bitmap, [bitmap]);
    },
    evaluate: async (request) => (await import('./evaluate-quality.ts')).evaluateQuality(request),
    evaluateVoc: async (request) => (await import('./evaluate-quality.ts')).vocOf(request),
    findFaults: async (request) => (await import('./evaluate-quality.ts')).faultsOf(request),
    save: async (set, drawn) => {
      const { saveSet } = await import('./open-set.ts');
      await saveSet(opened(set), drawn, await kept());
    },
    exportLabels: async (labels, format) => {
      const { exportLabels } = await import('./export-labels.ts');
      return exportLabels(labels, format);
    },
  };
}

/** No detector sees more, and a graphics card takes no texture that is much larger. */
const longestLookedAt = 4096;

function shrunk({ height, width }: Size, longestSide: number): ImageBitmapOptions {
  if (Math.max(height, width) <= longestSide) return {};
  return {
    resizeQuality: 'medium',
    ...(width >= height ? { resizeWidth: longestSide } : { resizeHeight: longestSide }),
  };
}

function setGone(): StrideError {
  return new StrideError({
    code: 'set-gone',
    message: 'These pictures are not open any more.',
    remedy: 'Open their folder again.',
  });
}
