import { useEffect, useRef } from 'react';
import { useStride } from '../../stride-context.ts';
import { classNamesOf } from '../class-names-of.ts';
import { drawBoxes } from './draw-boxes.ts';
import { useOverlayOptions } from './overlay-options.ts';
import { useShownBoxes } from './use-shown-boxes.ts';

export interface BoxOverlayProps {
  readonly isMirrored: boolean;
  readonly isStill: boolean;
}

/** The boxes over the picture, drawn whenever the display shows a new image. The list beside says the same in words. */
export function BoxOverlay({ isMirrored, isStill }: BoxOverlayProps) {
  const stride = useStride();
  const canvas = useRef<HTMLCanvasElement>(null);
  const boxes = useShownBoxes(isStill);
  const { showIds, showTrails } = useOverlayOptions();

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    let request = requestAnimationFrame(function draw(now) {
      request = requestAnimationFrame(draw);
      const scale = window.devicePixelRatio;
      const width = Math.round(element.clientWidth * scale);
      const height = Math.round(element.clientHeight * scale);
      if (element.width !== width) element.width = width;
      if (element.height !== height) element.height = height;
      context.clearRect(0, 0, width, height);
      const { found } = stride.detection.getState();
      if (!found) return;
      const classNames = classNamesOf(stride.detection.getState());
      const options = { frame: found.frame, classNames, isMirrored, showIds, showTrails, scale };
      drawBoxes(context, boxes.at(now), options);
    });
    return () => cancelAnimationFrame(request);
  }, [stride, boxes, isMirrored, showIds, showTrails]);

  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-0">
      <canvas ref={canvas} className="size-full" />
    </div>
  );
}
