import { ChevronLeft, ChevronRight, Download, Redo2, Sparkles, SquarePlus, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { formatCount } from '#base/format.ts';
import { type AnnotationFormat, annotationFormatNames } from '#formats/annotations/annotation.ts';
import { exportLabels, startEmpty, startFromDetections, startFromFiles } from '#state/quality-labels.ts';
import { ActionMenu } from '../../kit/ActionMenu.tsx';
import { Button } from '../../kit/Button.tsx';
import { Callout } from '../../kit/Callout.tsx';
import { IconButton } from '../../kit/IconButton.tsx';
import { ProgressBar } from '../../kit/ProgressBar.tsx';
import { useStride } from '../../stride-context.ts';

const formats: readonly AnnotationFormat[] = ['coco', 'voc', 'yolo'];

export interface AnnotateToolbarProps {
  readonly place: number;
  readonly count: number;
  onPlace(place: number): void;
  onUndo(): void;
  onRedo(): void;
  /** Draws a box without a pointer. */
  onAdd(): void;
  /** Null while no box is selected. */
  readonly onDelete: (() => void) | null;
  /** The picture's boxes are others now. */
  onStarted(): void;
}

/** From picture to picture, steps back and forth, where to start from, and the ways out. */
export function AnnotateToolbar(props: AnnotateToolbarProps) {
  const { place, count, onPlace, onUndo, onRedo, onAdd, onDelete, onStarted } = props;
  const stride = useStride();
  const undo = useStore(stride.quality, (state) => state.past.at(-1)?.label ?? null);
  const redo = useStore(stride.quality, (state) => state.future.at(-1)?.label ?? null);
  const saving = useStore(stride.quality, (state) => state.saving);
  const isEdited = useStore(stride.quality, (state) => state.past.length + state.future.length > 0);
  const [isAsking, setAsking] = useState(false);
  const ask = async () => {
    setAsking(true);
    await startFromDetections(stride, place);
    setAsking(false);
    onStarted();
  };
  return (
    <div className="flex flex-col gap-2 border-line border-b p-2">
      <div role="toolbar" aria-label="Boxes" className="flex flex-wrap items-center gap-1">
        <IconButton
          label="Previous picture"
          icon={ChevronLeft}
          disabled={place === 0}
          onClick={() => onPlace(place - 1)}
        />
        <span className="px-1 text-ink-muted text-label tabular-nums">
          {formatCount(place + 1)} of {formatCount(count)}
        </span>
        <IconButton
          label="Next picture"
          icon={ChevronRight}
          disabled={place >= count - 1}
          onClick={() => onPlace(place + 1)}
        />
        <IconButton
          label="Undo drawing"
          description={undo === null ? undefined : `Undo ${undo}`}
          icon={Undo2}
          disabled={undo === null}
          onClick={onUndo}
        />
        <IconButton
          label="Redo drawing"
          description={redo === null ? undefined : `Redo ${redo}`}
          icon={Redo2}
          disabled={redo === null}
          onClick={onRedo}
        />
        <Button size="small" icon={SquarePlus} onClick={onAdd}>
          Add box
        </Button>
        <IconButton label="Delete box" icon={Trash2} disabled={onDelete === null} onClick={() => onDelete?.()} />
        <ActionMenu
          label="Start from"
          icon={Sparkles}
          showLabel
          disabled={isAsking}
          actions={[
            {
              label: 'What the files say',
              onSelect: () => {
                startFromFiles(stride, place);
                onStarted();
              },
            },
            { label: 'What the detector finds', onSelect: () => void ask() },
            {
              label: 'Nothing',
              onSelect: () => {
                startEmpty(stride, place);
                onStarted();
              },
            },
          ]}
        />
        <ActionMenu
          label="Export annotations"
          icon={Download}
          showLabel
          actions={formats.map((format) => ({
            label: annotationFormatNames[format],
            onSelect: () => void exportLabels(stride, format),
          }))}
        />
        <p role="status" aria-label="Kept" className="px-1 text-ink-muted text-label">
          {saving === 'saving' ? 'Keeping it…' : saving === 'saved' && isEdited ? 'Kept in this browser.' : ''}
        </p>
      </div>
      {isAsking && <ProgressBar label="Asking the detector" value={null} text="The detector looks at the picture" />}
      {typeof saving === 'object' && (
        <Callout tone="warning" title="What was drawn could not be kept">
          {saving.message} {saving.remedy} Export it before you leave the page.
        </Callout>
      )}
    </div>
  );
}
