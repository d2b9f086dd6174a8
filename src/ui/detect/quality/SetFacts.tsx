import { FolderOpen } from 'lucide-react';
import { useStore } from 'zustand';
import { formatCount } from '#base/format.ts';
import { annotationFormatNames } from '#formats/annotations/annotation.ts';
import type { PictureSet } from '#protocol/quality.ts';
import { closePictures } from '#state/quality.ts';
import { Button } from '../../kit/Button.tsx';
import { useStride } from '../../stride-context.ts';
import { SkippedAnnotations } from './SkippedAnnotations.tsx';

/** What is open, where its annotations are from, and what was left out of them. */
export function SetFacts({ set }: { readonly set: PictureSet }) {
  const stride = useStride();
  const labels = useStore(stride.quality, (state) => state.labels) ?? set.labels;
  const annotated = labels.pictures.filter(({ isAnnotated }) => isAnnotated).length;
  const boxes = labels.pictures.reduce((total, { truths }) => total + truths.length, 0);
  const isDrawn = labels !== set.labels;
  return (
    <div className="flex flex-col gap-2 p-3">
      <div className="flex items-start gap-2">
        <p className="min-w-0 flex-1 break-words font-semibold text-ink">
          <bdi>{set.name}</bdi>
        </p>
        <Button size="small" variant="ghost" icon={FolderOpen} onClick={() => closePictures(stride)}>
          Open others
        </Button>
      </div>
      <p className="text-ink-muted text-label">
        {formatCount(labels.pictures.length)} pictures, {formatCount(annotated)} annotated with {formatCount(boxes)}{' '}
        boxes of {formatCount(labels.classNames.length)} classes.{' '}
        {set.format === null ? 'There are no annotation files.' : `Read from ${annotationFormatNames[set.format]}.`}
        {isDrawn && ' With what was drawn in this browser.'}
      </p>
      <SkippedAnnotations notes={set.notes} />
    </div>
  );
}
