import { useStore as useFlowStore } from '@xyflow/react';
import { type RefObject, useEffect } from 'react';
import { useStore } from 'zustand';
import { useStride } from '../../stride-context.ts';

/** Below this zoom a node's details cannot be read. */
const farZoom = 0.4;

/** Tells the canvas's style sheet whether a network trains and how far away the viewer is, rendering nothing itself. */
export function CanvasStatus({ canvas }: { readonly canvas: RefObject<HTMLElement | null> }) {
  const isTraining = useStore(useStride().training, ({ phase }) => phase === 'running');
  const isFar = useFlowStore(({ transform }) => transform[2] < farZoom);
  useEffect(() => {
    if (!canvas.current) return;
    canvas.current.dataset.training = String(isTraining);
    canvas.current.dataset.distance = isFar ? 'far' : 'near';
  }, [canvas, isTraining, isFar]);
  return null;
}
