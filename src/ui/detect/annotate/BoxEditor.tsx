import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { LabelledPicture } from '#formats/annotations/annotation.ts';
import { areaOf, type Box } from '#vision/box.ts';
import { BOX_HANDLES, movedBox, resizedBox } from '#vision/edit-box.ts';
import { SetPicture } from '../quality/SetPicture.tsx';
import { BoxHandles } from './BoxHandles.tsx';
import { boxText, placeOf } from './box-text.ts';
import { EditableBox } from './EditableBox.tsx';
import { useBoxDrag } from './use-box-drag.ts';

const arrows: Readonly<Record<string, readonly [y: -1 | 0 | 1, x: -1 | 0 | 1]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};
const corner = BOX_HANDLES.find(({ name }) => name === 'bottom right') ?? BOX_HANDLES[0];

export interface BoxEditorProps {
  readonly set: string;
  /** The picture's place in the set. */
  readonly place: number;
  readonly picture: LabelledPicture;
  readonly classNames: readonly string[];
  /** Among the picture's boxes; null for none. */
  readonly selected: number | null;
  /** Whether the selected box is to take the focus. */
  readonly takesFocus: boolean;
  onSelect(index: number | null): void;
  onDraw(box: Box): void;
  onChange(index: number, box: Box, label: 'Move box' | 'Resize box'): void;
  onDelete(index: number): void;
  onRelabel(index: number, classIndex: number): void;
}

/** A picture with its boxes, to draw, move, resize and delete by pointer and by keyboard. */
export function BoxEditor(props: BoxEditorProps) {
  const { set, place, picture, classNames, selected, takesFocus, onSelect, onDraw, onChange, onDelete, onRelabel } =
    props;
  const { size, truths } = picture;
  const ground = useRef<HTMLDivElement>(null);
  const buttons = useRef(new Map<number, HTMLButtonElement>());
  const longest = Math.max(size.height, size.width);
  const least = Math.max(1, longest / 200);
  const { draft, grab, pull, onGround } = useBoxDrag({
    ground,
    size,
    least,
    onPress: () => onSelect(null),
    onDraw,
    onChange,
  });
  useEffect(() => {
    if (takesFocus && selected !== null) buttons.current.get(selected)?.focus();
  }, [takesFocus, selected]);

  const press = (event: KeyboardEvent, index: number, box: Box) => {
    const arrow = arrows[event.key];
    const step = Math.max(1, Math.round(longest / 200));
    if (arrow && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const [dy, dx] = [arrow[0] * step, arrow[1] * step];
      if (event.shiftKey && corner) onChange(index, resizedBox(box, corner, dy, dx, size, least), 'Resize box');
      else onChange(index, movedBox(box, dy, dx, size), 'Move box');
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      onDelete(index);
    } else if (/^[1-9]$/.test(event.key) && Number(event.key) <= classNames.length) {
      onRelabel(index, Number(event.key) - 1);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const boxAt = (index: number): Box | undefined => (draft?.index === index ? draft.box : truths[index]?.box);
  // Small boxes lie on large ones, so that each can be reached.
  const order = truths.map((_, index) => index).sort((a, b) => areaAt(truths[b]?.box) - areaAt(truths[a]?.box));
  const chosen = selected === null ? undefined : boxAt(selected);
  return (
    <div className="flex justify-center bg-sunken p-3">
      <div
        ref={ground}
        {...onGround}
        className="relative cursor-crosshair touch-none select-none"
        style={{ width: `min(100%, calc(68vh * ${(size.width / size.height).toFixed(4)}))` }}
      >
        <SetPicture set={set} picture={place} size={size} longestSide={1600} label={picture.path} />
        {truths.map(({ classIndex, isCrowd, isDifficult }, index) => {
          const box = boxAt(index);
          return (
            box && (
              <EditableBox
                // biome-ignore lint/suspicious/noArrayIndexKey: a box is its place in the list, here and in the steps.
                key={index}
                ref={(button) => {
                  if (button) buttons.current.set(index, button);
                  else buttons.current.delete(index);
                }}
                box={box}
                size={size}
                classIndex={classIndex}
                className={classNames[classIndex] ?? `class ${classIndex}`}
                label={boxText(box, classNames[classIndex] ?? `class ${classIndex}`, index, truths.length)}
                note={isCrowd ? 'crowd' : isDifficult ? 'difficult' : null}
                isSelected={index === selected}
                level={order.indexOf(index)}
                onFocus={() => onSelect(index)}
                onGrab={(event) => {
                  onSelect(index);
                  event.currentTarget.focus();
                  grab(event, index, box);
                }}
                onPress={(event) => press(event, index, box)}
              />
            )
          );
        })}
        {chosen && selected !== null && (
          <BoxHandles style={placeOf(chosen, size)} onPull={(event, handle) => pull(event, selected, chosen, handle)} />
        )}
        {draft?.index === null && (
          <span
            aria-hidden="true"
            className="pointer-events-none absolute border-2 border-dashed"
            style={{ ...placeOf(draft.box, size), borderColor: '#ffffff', boxShadow: '0 0 0 1px rgb(0 0 0 / 0.6)' }}
          />
        )}
      </div>
    </div>
  );
}

function areaAt(box: Box | undefined): number {
  return box ? areaOf(box) : 0;
}
