import { Eraser, PenLine } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useId, useRef, useState } from 'react';
import { Button } from '../../kit/Button.tsx';
import { cellCentre, clearPad, drawStroke, padCells, padSize } from './ink.ts';
import { describePen, movePen, startingPen } from './keyboard-pen.ts';
import { type PictureSource, takeCanvas } from './picture-source.ts';
import { SampleDigits } from './SampleDigits.tsx';
import { SourceRow } from './SourceRow.tsx';
import { usePointerDrawing } from './use-pointer-drawing.ts';
import { useSubject } from './use-subject.ts';

export interface DrawingPadProps {
  onDrawing(source: PictureSource): void;
  onClear(): void;
  /** Stands beside the pad. */
  readonly aside: ReactNode;
}

/** A blackboard for one digit, with samples to put on it. */
export function DrawingPad({ onDrawing, onClear, aside }: DrawingPadProps) {
  const subject = useSubject();
  const helpId = useId();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isEmpty, setEmpty] = useState(true);
  const [pen, setPen] = useState(startingPen);
  const [hasKeyboard, setKeyboard] = useState(false);

  const context = useCallback(() => canvas.current?.getContext('2d', { willReadFrequently: true }) ?? null, []);
  useEffect(() => {
    const target = context();
    if (target) clearPad(target);
  }, [context]);

  const inked = () => {
    const target = context();
    setEmpty(false);
    if (target) onDrawing({ kind: 'drawing', take: () => takeCanvas(target) });
  };
  const clear = () => {
    const target = context();
    if (target) clearPad(target);
    setEmpty(true);
    onClear();
  };
  const pointer = usePointerDrawing(context, inked);

  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = context();
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      // The app's own Delete removes layers.
      event.stopPropagation();
      clear();
      return;
    }
    const next = movePen(pen, event.key, event.shiftKey);
    if (!next || !target) return;
    event.preventDefault();
    event.stopPropagation();
    setKeyboard(true);
    setPen(next);
    if (!next.isDown) return;
    drawStroke(target, [cellCentre(pen.column, pen.row), cellCentre(next.column, next.row)]);
    inked();
  };

  return (
    <div className="flex flex-col gap-3">
      <SourceRow aside={aside}>
        {/* The pad takes the arrow keys itself, which is what the role says. */}
        <div
          role="application"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: as above.
          tabIndex={0}
          aria-label="Drawing pad"
          aria-describedby={helpId}
          className="relative aspect-square w-full rounded-medium"
          onKeyDown={press}
          onFocus={(event) => setKeyboard(event.currentTarget.matches(':focus-visible'))}
          onBlur={() => {
            setKeyboard(false);
            setPen((current) => ({ ...current, isDown: false }));
          }}
        >
          <canvas
            ref={canvas}
            width={padSize}
            height={padSize}
            className="block size-full cursor-crosshair touch-none rounded-medium border border-line-strong bg-[#000]"
            {...pointer}
          />
          {isEmpty && !hasKeyboard && (
            <span
              aria-hidden="true"
              className="pointer-events-none absolute inset-0 flex flex-col items-center justify-center gap-2 text-[#a5b0be] text-label"
            >
              <PenLine className="size-5" />
              {subject === 'digit' ? 'Draw a digit here' : 'Draw here'}
            </span>
          )}
          {hasKeyboard && (
            <span
              aria-hidden="true"
              className={`pointer-events-none absolute rounded-small border-2 ${pen.isDown ? 'border-[#63d297]' : 'border-[#8fa8ff]'}`}
              style={{
                left: `${(100 * (pen.column - 0.5)) / padCells}%`,
                top: `${(100 * (pen.row - 0.5)) / padCells}%`,
                width: `${200 / padCells}%`,
                height: `${200 / padCells}%`,
              }}
            />
          )}
        </div>
      </SourceRow>
      <div className="flex items-start justify-between gap-3">
        <p id={helpId} className="text-caption text-ink-faint">
          Mouse, finger or pen. By keyboard: arrow keys move, Space lowers and raises the pen, Delete clears.
        </p>
        <Button size="small" variant="ghost" icon={Eraser} disabled={isEmpty} onClick={clear}>
          Clear
        </Button>
      </div>
      <p aria-live="polite" className="sr-only">
        {hasKeyboard ? describePen(pen) : ''}
      </p>
      <SampleDigits
        onChoose={(sample) => {
          const target = context();
          if (!target) return;
          clearPad(target);
          target.imageSmoothingEnabled = true;
          target.drawImage(sample, 0, 0, padSize, padSize);
          inked();
        }}
      />
    </div>
  );
}
