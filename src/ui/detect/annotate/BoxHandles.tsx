import type { CSSProperties, PointerEvent } from 'react';
import { BOX_HANDLES, type BoxHandle } from '#vision/edit-box.ts';

const cursors: Readonly<Record<string, string>> = {
  'top left': 'nwse-resize',
  top: 'ns-resize',
  'top right': 'nesw-resize',
  right: 'ew-resize',
  'bottom right': 'nwse-resize',
  bottom: 'ns-resize',
  'bottom left': 'nesw-resize',
  left: 'ew-resize',
};

export interface BoxHandlesProps {
  /** Where the box is. */
  readonly style: CSSProperties;
  onPull(event: PointerEvent, handle: BoxHandle): void;
}

/** The eight handles of the selected box. For pointers alone: the keyboard resizes by Shift and arrows. */
export function BoxHandles({ style, onPull }: BoxHandlesProps) {
  return (
    <div aria-hidden="true" className="pointer-events-none absolute z-[100000]" style={style}>
      {BOX_HANDLES.map((handle) => (
        <span
          key={handle.name}
          data-handle={handle.name}
          className="-translate-x-1/2 -translate-y-1/2 pointer-events-auto absolute flex size-5 touch-none items-center justify-center pointer-coarse:size-9"
          style={{
            top: `${(handle.y + 1) * 50}%`,
            left: `${(handle.x + 1) * 50}%`,
            cursor: cursors[handle.name],
          }}
          onPointerDown={(event) => onPull(event, handle)}
        >
          <span
            className="size-2.5 rounded-small border"
            style={{ borderColor: '#0b0d10', backgroundColor: '#ffffff' }}
          />
        </span>
      ))}
    </div>
  );
}
