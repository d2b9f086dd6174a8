import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import type { Box } from '#vision/box.ts';
import { type BoxHandle, movedBox, resizedBox } from '#vision/edit-box.ts';
import { overlapOf } from '#vision/iou.ts';
import { OverlapFormulas } from './OverlapFormulas.tsx';

const size = { width: 320, height: 200 } as const;
const start: readonly [Box, Box] = [
  { x1: 50, y1: 40, x2: 180, y2: 140 },
  { x1: 120, y1: 80, x2: 250, y2: 170 },
];
const names = ['A', 'B'] as const;
const looks = ['border-accent text-accent', 'border-dashed border-ink text-ink'] as const;
const arrows: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const keyStep = 4;

type Change = (box: Box, dx: number, dy: number) => Box;

const corner: BoxHandle = { name: 'bottom right', y: 1, x: 1 };
/** The smallest side that can be taken hold of. */
const least = 8;
const moveBox: Change = (box, dx, dy) => movedBox(box, dy, dx, size);
const resizeBox: Change = (box, dx, dy) => resizedBox(box, corner, dy, dx, size, least);

interface Drag {
  readonly change: Change;
  readonly before: Box;
  readonly x: number;
  readonly y: number;
}

/** Two boxes to drag about, and the formulas with their numbers. */
export function TwoBoxes() {
  const [boxes, setBoxes] = useState(start);
  const ground = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag | null>(null);
  const put = (index: 0 | 1, box: Box) => setBoxes(([a, b]) => (index === 0 ? [box, b] : [a, box]));
  const grab = (event: PointerEvent<HTMLElement>, index: 0 | 1, change: Change) => {
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { change, before: boxes[index], x: event.clientX, y: event.clientY };
  };
  const pull = (event: PointerEvent<HTMLElement>, index: 0 | 1) => {
    if (!drag.current || !ground.current) return;
    const scale = size.width / ground.current.clientWidth;
    const { change, before, x, y } = drag.current;
    put(index, change(before, (event.clientX - x) * scale, (event.clientY - y) * scale));
  };
  const drop = () => {
    drag.current = null;
  };
  const press = (event: KeyboardEvent, index: 0 | 1) => {
    const arrow = arrows[event.key];
    if (!arrow) return;
    event.preventDefault();
    const change = event.shiftKey ? resizeBox : moveBox;
    put(index, change(boxes[index], arrow[0] * keyStep, arrow[1] * keyStep));
  };
  const overlap = overlapOf(...boxes);
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-muted text-label">
        Drag the boxes or their lower right corners. By keyboard: Tab to a box, arrows move it, Shift and arrows resize
        it.
      </p>
      <div
        ref={ground}
        className="relative aspect-[8/5] w-full max-w-xl touch-none overflow-hidden rounded-medium border border-line bg-sunken"
      >
        {overlap.intersection && <span className="absolute bg-ink/25" style={placeOf(overlap.intersection)} />}
        {([0, 1] as const).map((index) => {
          const box = boxes[index];
          return (
            <button
              key={index}
              type="button"
              aria-label={`Box ${names[index]}, ${Math.round(box.x2 - box.x1)} by ${Math.round(box.y2 - box.y1)} at ${Math.round(box.x1)}, ${Math.round(box.y1)}`}
              className={`absolute flex cursor-move items-start border-2 p-1 font-semibold text-body ${looks[index]}`}
              style={placeOf(box)}
              onPointerDown={(event) => grab(event, index, moveBox)}
              onPointerMove={(event) => pull(event, index)}
              onPointerUp={drop}
              onKeyDown={(event) => press(event, index)}
            >
              {names[index]}
              <span
                aria-hidden="true"
                className="absolute right-0 bottom-0 size-5 cursor-nwse-resize bg-current opacity-60 pointer-coarse:size-8"
                onPointerDown={(event) => grab(event, index, resizeBox)}
                onPointerMove={(event) => pull(event, index)}
                onPointerUp={drop}
              />
            </button>
          );
        })}
      </div>
      <OverlapFormulas overlap={overlap} />
    </div>
  );
}

/** As shares of the ground. */
function placeOf({ x1, y1, x2, y2 }: Box) {
  return {
    left: `${(x1 / size.width) * 100}%`,
    top: `${(y1 / size.height) * 100}%`,
    width: `${((x2 - x1) / size.width) * 100}%`,
    height: `${((y2 - y1) / size.height) * 100}%`,
  };
}
