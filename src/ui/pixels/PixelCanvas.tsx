import { useEffect, useRef } from 'react';
import type { Picture } from '#protocol/engine.ts';

export interface PixelCanvasProps {
  readonly picture: Picture;
  /** The text alternative; without one the picture is decoration beside a text. */
  readonly label?: string | undefined;
  readonly className?: string | undefined;
}

/** A small picture drawn pixel by pixel, however large it is shown. */
export function PixelCanvas({ picture, label, className = '' }: PixelCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, rgba } = picture;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    context?.putImageData(new ImageData(new Uint8ClampedArray(rgba), width, height), 0, 0);
  }, [width, height, rgba]);
  return (
    <canvas
      ref={canvas}
      width={width}
      height={height}
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined}
      className={`[image-rendering:pixelated] ${className}`}
    />
  );
}
