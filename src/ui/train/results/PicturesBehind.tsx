import { X } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { formatCount } from '#base/format.ts';
import { textAt } from '#data/library/packed-texts.ts';
import type { ConfusionMatrix } from '#protocol/training.ts';
import { moveSamples } from '#state/library-edits.ts';
import { openInData } from '#state/library-open.ts';
import { type ShownDataset, shownDataset } from '#state/library-store.ts';
import { readOnlyReason } from '#state/tab-lock.ts';
import { SampleThumbnail } from '../../data/samples/SampleThumbnail.tsx';
import { useThumbnails } from '../../data/samples/use-thumbnails.ts';
import { IconButton } from '../../kit/IconButton.tsx';
import { SelectField } from '../../kit/SelectField.tsx';
import { useStride } from '../../stride-context.ts';
import { type Cell, samplesBehind } from './cell-samples.ts';

export interface PicturesBehindProps {
  readonly confusion: ConfusionMatrix;
  readonly cell: Cell;
  /** The data set that the run was trained on. */
  readonly dataset: string;
  onClose(): void;
}

const mostShown = 48;
const side = 72;

/** The pictures behind a cell of the confusion matrix; one whose class is wrong can be given another here. */
export function PicturesBehind({ confusion, cell, dataset, onClose }: PicturesBehindProps) {
  const stride = useStride();
  const shown = useStore(stride.libraryState, shownDataset);
  const isOpen = shown?.id === dataset;
  useEffect(() => {
    if (shownDataset(stride.libraryState.getState())?.id !== dataset) void openInData(stride, dataset);
  }, [stride, dataset]);
  const section = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another cell or its pictures' coming is what brings it into view.
  useEffect(() => {
    section.current?.scrollIntoView({ block: 'nearest' });
  }, [cell, isOpen]);
  const samples = useMemo(() => samplesBehind(confusion, cell) ?? [], [confusion, cell]);
  const { classNames } = confusion;
  const title = `${classNames[cell.actual]} taken for ${classNames[cell.predicted]}`;
  return (
    <section
      ref={section}
      aria-label="Pictures behind the cell"
      className="flex flex-col gap-2 rounded-medium border border-line bg-raised p-3"
    >
      <div className="flex items-center gap-2">
        <h4 className="min-w-0 flex-1 font-semibold text-body text-ink">
          {title}: {formatCount(samples.length)}
        </h4>
        <IconButton size="small" icon={X} label="Close the pictures" onClick={onClose} />
      </div>
      {samples.length === 0 && <p className="text-ink-muted">No picture was told so.</p>}
      {samples.length > 0 &&
        (isOpen && shown ? (
          <Pictures shown={shown} samples={samples} />
        ) : (
          <p role="status" className="text-ink-muted">
            The pictures are being fetched…
          </p>
        ))}
    </section>
  );
}

interface PicturesProps {
  readonly shown: ShownDataset;
  readonly samples: readonly number[];
}

function Pictures({ shown, samples }: PicturesProps) {
  const stride = useStride();
  useStore(stride.tabLock);
  const thumbnails = useThumbnails(shown, side);
  const { columns, description, isEmbedded } = shown;
  const rowOf = useMemo(() => new Map([...columns.ids].map((id, row) => [id, row])), [columns]);
  const there = samples.filter((sample) => rowOf.has(sample));
  const gone = samples.length - there.length;
  const options = description.classNames.map((name) => ({ value: name, label: name }));
  const isReadOnly = readOnlyReason(stride) !== null;
  return (
    <>
      <p className="text-ink-muted text-label">
        {isEmbedded
          ? 'These pictures come with Stride and keep their classes.'
          : 'A picture that is in the wrong class can be given another here. Then train again.'}
        {there.length > mostShown && ` The first ${mostShown} of ${formatCount(there.length)} are shown.`}
        {gone > 0 && ` ${formatCount(gone)} were deleted since.`}
      </p>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(7rem,1fr))] gap-2">
        {there.slice(0, mostShown).map((sample) => {
          const row = rowOf.get(sample) ?? 0;
          const name = textAt(columns.names, row) ?? `Sample ${sample + 1}`;
          const className = description.classNames[columns.classes[row] ?? -1] ?? '';
          return (
            <li key={sample} className="flex min-w-0 flex-col gap-1">
              <SampleThumbnail
                sample={sample}
                thumbnails={thumbnails}
                isPixelated={(columns.widths[row] ?? 0) < side}
                className="aspect-square w-full"
              />
              <span className="truncate text-caption text-ink-muted" title={name}>
                {name}
              </span>
              {!isEmbedded && (
                <SelectField
                  hideLabel
                  label={`Class of ${name}`}
                  value={className}
                  options={options}
                  disabled={isReadOnly}
                  onChange={(chosen) => void moveSamples(stride, [sample], chosen)}
                />
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
