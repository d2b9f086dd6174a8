import { type PointerEvent, useRef } from 'react';
import { drawStroke, type Point, padSize } from './ink.ts';

/** Drawing by mouse, finger or pen: handlers for the canvas. `onInk` hears after every change. */
export function usePointerDrawing(context: () => CanvasRenderingContext2D | null, onInk: () => void) {
  const last = useRef<Point | null>(null);

  const pointOf = (canvas: HTMLCanvasElement, event: { clientX: number; clientY: number }): Point => {
    const box = canvas.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) / box.width) * padSize,
      y: ((event.clientY - box.top) / box.height) * padSize,
    };
  };
  const draw = (points: readonly Point[]) => {
    const target = context();
    if (!target) return;
    drawStroke(target, points);
    last.current = points.at(-1) ?? null;
    onInk();
  };
  const end = () => {
    last.current = null;
  };

  return {
    onPointerDown(event: PointerEvent<HTMLCanvasElement>) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      draw([pointOf(event.currentTarget, event)]);
    },
    onPointerMove(event: PointerEvent<HTMLCanvasElement>) {
      if (!last.current) return;
      const canvas = event.currentTarget;
      // A browser bundles the moves of one frame; the corners of a fast stroke are in the bundle.
      const moves = event.nativeEvent.getCoalescedEvents?.() ?? [];
      const points = (moves.length > 0 ? moves : [event]).map((move) => pointOf(canvas, move));
      draw([last.current, ...points]);
    },
    onPointerUp: end,
    onPointerCancel: end,
    onLostPointerCapture: end,
  };
}
