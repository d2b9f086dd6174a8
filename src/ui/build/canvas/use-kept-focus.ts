import { type RefObject, useEffect, useRef } from 'react';
import type { ModelGraph } from '#graph/model-graph.ts';

/** Gives the canvas the focus that a deleted layer had, so that the keyboard goes on from there. */
export function useKeptFocus(canvas: RefObject<HTMLElement | null>, { nodes }: ModelGraph): void {
  const count = useRef(nodes.length);
  useEffect(() => {
    const hasLostNodes = nodes.length < count.current;
    count.current = nodes.length;
    if (!hasLostNodes) return;
    // xyflow takes the node off the page after this effect has run.
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body) canvas.current?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [canvas, nodes]);
}
