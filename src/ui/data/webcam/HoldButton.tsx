import { Circle, Square } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useEffect, useState } from 'react';
import { classNames } from '../../kit/class-names.ts';

export interface HoldButtonProps {
  readonly isRecording: boolean;
  readonly disabled: boolean;
  /** Seconds from the press to the first frame; with 0 the button records while it is held, else until pressed again. */
  readonly delay: number;
  onStart(): void;
  onStop(): void;
}

const recordKeys = new Set([' ', 'Enter']);

/** Records while it is held, by mouse, finger or Space; or after a countdown, until it is pressed again. */
export function HoldButton({ isRecording, disabled, delay, onStart, onStop }: HoldButtonProps) {
  const [left, setLeft] = useState<number | null>(null);
  const isHeld = delay === 0;

  useEffect(() => {
    if (left === null) return;
    if (left === 0) {
      setLeft(null);
      onStart();
      return;
    }
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left, onStart]);

  const press = (event: PointerEvent<HTMLButtonElement>) => {
    if (!isHeld || event.button !== 0) return;
    // So that the release is heard wherever it happens.
    event.currentTarget.setPointerCapture(event.pointerId);
    onStart();
  };
  const pressKey = (event: KeyboardEvent) => {
    if (!recordKeys.has(event.key) || !isHeld) return;
    event.preventDefault();
    if (!event.repeat) onStart();
  };
  const click = () => {
    if (isHeld) return;
    if (isRecording) onStop();
    else setLeft(left === null ? delay : null);
  };
  const release = () => isHeld && onStop();

  return (
    <button
      type="button"
      disabled={disabled}
      aria-pressed={isRecording}
      onPointerDown={press}
      onPointerUp={release}
      onPointerCancel={release}
      onKeyDown={pressKey}
      onKeyUp={(event) => recordKeys.has(event.key) && release()}
      onBlur={release}
      onClick={click}
      onContextMenu={(event) => event.preventDefault()}
      className={classNames(
        'inline-flex min-h-12 flex-1 touch-none select-none items-center justify-center gap-2 rounded-medium px-4 font-semibold text-body shadow-low transition-colors disabled:opacity-50',
        isRecording ? 'bg-danger text-surface' : 'bg-accent text-on-accent enabled:hover:bg-accent-strong',
      )}
    >
      {isRecording ? (
        <Square aria-hidden="true" className="size-4 fill-current" />
      ) : (
        <Circle aria-hidden="true" className="size-4 fill-current" />
      )}
      {label({ isRecording, isHeld, delay, left })}
    </button>
  );
}

interface Standing {
  readonly isRecording: boolean;
  readonly isHeld: boolean;
  readonly delay: number;
  readonly left: number | null;
}

function label({ isRecording, isHeld, delay, left }: Standing): string {
  if (left !== null) return `Recording in ${left} …`;
  if (isHeld) return isRecording ? 'Recording' : 'Hold to record';
  return isRecording ? 'Stop recording' : `Record after ${delay} s`;
}
