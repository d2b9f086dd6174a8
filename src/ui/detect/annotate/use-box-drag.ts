/** Drawing, moving and resizing boxes with a pointer: what is dragged is a draft, which becomes an edit when it is let go. */
import { type PointerEvent, type RefObject, useRef, useState } from 'react';
import { clamp } from '#base/math.ts';
import { type Box, boxOfCorners, type Size } from '#vision/box.ts';
import { type BoxHandle, movedBox, resizedBox } from '#vision/edit-box.ts';

export interface BoxDraft {
  /** Among the picture's boxes; null for one that is being drawn. */
  readonly index: number | null;
  readonly box: Box;
}

interface Drag {
  readonly index: number | null;
  readonly label: 'Move box' | 'Resize box';
  /** Where it began, in pixels of the picture. */
  readonly y: number;
  readonly x: number;
  change(dy: number, dx: number): Box;
}

export interface BoxDragOptions {
  readonly ground: RefObject<HTMLElement | null>;
  readonly size: Size;
  /** The smallest side of a box, in pixels of the picture. */
  readonly least: number;
  /** Hears where a press that drew nothing was. */
  onPress(): void;
  onDraw(box: Box): void;
  onChange(index: number, box: Box, label: 'Move box' | 'Resize box'): void;
}

export function useBoxDrag({ ground, size, least, onPress, onDraw, onChange }: BoxDragOptions) {
  const drag = useRef<Drag | null>(null);
  const [draft, setDraft] = useState<BoxDraft | null>(null);
  const placeOf = (event: PointerEvent): { readonly y: number; readonly x: number } => {
    const { left, top, width, height } = ground.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
    return {
      y: ((event.clientY - top) / height) * size.height,
      x: ((event.clientX - left) / width) * size.width,
    };
  };
  const begin = (event: PointerEvent, make: (place: { y: number; x: number }) => Omit<Drag, 'y' | 'x'>) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    ground.current?.setPointerCapture(event.pointerId);
    const place = placeOf(event);
    drag.current = { ...place, ...make(place) };
  };
  const end = () => {
    drag.current = null;
    setDraft(null);
  };
  return {
    draft,
    /** On a box. */
    grab: (event: PointerEvent, index: number, box: Box) =>
      begin(event, () => ({ index, label: 'Move box', change: (dy, dx) => movedBox(box, dy, dx, size) })),
    /** On one of its handles. */
    pull: (event: PointerEvent, index: number, box: Box, handle: BoxHandle) =>
      begin(event, () => ({
        index,
        label: 'Resize box',
        change: (dy, dx) => resizedBox(box, handle, dy, dx, size, least),
      })),
    /** On the picture: a pointer that was captured speaks to it alone. */
    onGround: {
      onPointerDown: (event: PointerEvent) =>
        begin(event, ({ y, x }) => ({
          index: null,
          label: 'Resize box',
          change: (dy, dx) =>
            boxOfCorners(
              clamp(y, 0, size.height),
              clamp(x, 0, size.width),
              clamp(y + dy, 0, size.height),
              clamp(x + dx, 0, size.width),
            ),
        })),
      onPointerMove: (event: PointerEvent) => {
        if (!drag.current) return;
        const { y, x } = placeOf(event);
        const { index, change } = drag.current;
        setDraft({ index, box: change(y - drag.current.y, x - drag.current.x) });
      },
      onPointerUp: () => {
        const { current } = drag;
        const drawn = draft;
        end();
        if (!current) return;
        if (current.index !== null) {
          if (drawn) onChange(current.index, drawn.box, current.label);
          return;
        }
        const { y1, x1, y2, x2 } = drawn?.box ?? { y1: 0, x1: 0, y2: 0, x2: 0 };
        if (y2 - y1 >= least && x2 - x1 >= least) onDraw({ y1, x1, y2, x2 });
        else onPress();
      },
      onPointerCancel: end,
    },
  };
}
