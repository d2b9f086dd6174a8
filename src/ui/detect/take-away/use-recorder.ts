import { useEffect, useRef, useState } from 'react';
import { downloadBlob } from '#state/download-blob.ts';
import { useStride } from '../../stride-context.ts';
import { classNamesOf } from '../class-names-of.ts';
import type { ShownMedia } from '../sources/source.ts';
import { useOverlayOptions } from '../stage/overlay-options.ts';
import { createShownBoxes } from '../stage/shown-boxes.ts';
import { compose } from './compose.ts';

const framesPerSecond = 30;
const formats = ['video/webm;codecs=vp9', 'video/webm;codecs=vp8', 'video/webm'];

export interface Recorder {
  /** Milliseconds recorded so far; null while nothing is. */
  readonly elapsed: number | null;
  /** False where the browser records no WebM. */
  readonly isPossible: boolean;
  start(): void;
  stop(): void;
}

/** Records the picture with its boxes as a WebM file, until it is stopped or the picture goes. */
export function useRecorder(media: ShownMedia | null): Recorder {
  const stride = useStride();
  const overlay = useOverlayOptions();
  const [isRecording, setRecording] = useState(false);
  const [elapsed, setElapsed] = useState<number | null>(null);
  const latest = useRef({ media, overlay });
  latest.current = { media, overlay };
  const mimeType =
    typeof MediaRecorder === 'undefined' ? undefined : formats.find((format) => MediaRecorder.isTypeSupported(format));
  const hasMedia = media !== null;

  useEffect(() => {
    const context = document.createElement('canvas').getContext('2d');
    if (!isRecording || !context || !mimeType) return;
    if (!hasMedia) {
      setRecording(false);
      return;
    }
    const boxes = createShownBoxes(false);
    const stopListening = stride.detection.subscribe((state, before) => {
      if (state.found !== before.found && state.found) boxes.step(state.found, performance.now());
    });
    const started = performance.now();
    const draw = (now: number) => {
      request = requestAnimationFrame(draw);
      const state = stride.detection.getState();
      const shown = latest.current;
      if (shown.media === null) return;
      const classNames = classNamesOf(state);
      compose(context, { media: shown.media, found: state.found, boxes: boxes.at(now), classNames, ...shown.overlay });
    };
    let request = 0;
    draw(started);
    const recorder = new MediaRecorder(context.canvas.captureStream(framesPerSecond), { mimeType });
    const parts: Blob[] = [];
    recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
    recorder.addEventListener('stop', () => downloadBlob('detections.webm', new Blob(parts, { type: 'video/webm' })));
    recorder.start();
    const timer = setInterval(() => setElapsed(performance.now() - started), 500);
    setElapsed(0);
    return () => {
      recorder.stop();
      for (const track of recorder.stream.getTracks()) track.stop();
      cancelAnimationFrame(request);
      clearInterval(timer);
      stopListening();
      setElapsed(null);
    };
  }, [stride, isRecording, hasMedia, mimeType]);

  return {
    elapsed,
    isPossible: mimeType !== undefined,
    start: () => setRecording(true),
    stop: () => setRecording(false),
  };
}
