import type { KeyboardEvent, PointerEvent, Ref } from 'react';
import type { Box, Size } from '#vision/box.ts';
import { classColor } from '../stage/class-colors.ts';
import { placeOf } from './box-text.ts';

export interface EditableBoxProps {
  readonly ref: Ref<HTMLButtonElement>;
  readonly box: Box;
  readonly size: Size;
  readonly classIndex: number;
  readonly className: string;
  /** The accessible name. */
  readonly label: string;
  /** What the annotations say besides; null for nothing. */
  readonly note: string | null;
  readonly isSelected: boolean;
  /** The higher, the further in front. */
  readonly level: number;
  onFocus(): void;
  onGrab(event: PointerEvent<HTMLButtonElement>): void;
  onPress(event: KeyboardEvent): void;
}

/** A dark rim, so that the line holds on light pictures. */
const halo = '0 0 0 1px rgb(0 0 0 / 0.6), inset 0 0 0 1px rgb(0 0 0 / 0.45)';

/** A box as a button: its line in the class's colour, readable over any picture. */
export function EditableBox(props: EditableBoxProps) {
  const { ref, box, size, classIndex, className, label, note, isSelected, level, onFocus, onGrab, onPress } = props;
  const { line, ink } = classColor(classIndex);
  return (
    <button
      ref={ref}
      type="button"
      aria-label={label}
      aria-pressed={isSelected}
      className="absolute cursor-move border-2"
      style={{
        ...placeOf(box, size),
        borderColor: line,
        boxShadow: halo,
        backgroundColor: isSelected ? 'rgb(255 255 255 / 0.12)' : 'transparent',
        zIndex: level + 1,
      }}
      onFocus={onFocus}
      onPointerDown={onGrab}
      onKeyDown={onPress}
    >
      <span
        aria-hidden="true"
        className="pointer-events-none absolute top-0 left-0 max-w-40 truncate px-1 font-semibold text-caption"
        style={{ backgroundColor: line, color: ink }}
      >
        {className}
        {note !== null && `, ${note}`}
      </span>
    </button>
  );
}
