import { ArrowDown, ArrowUp, Combine, EllipsisVertical, ImagePlus, Pencil, Trash2, Video } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { formatCount, formatPercent } from '#base/format.ts';
import type { ClassSummary } from '#protocol/library.ts';
import { ActionMenu, type MenuAction } from '../../kit/ActionMenu.tsx';
import { classNames } from '../../kit/class-names.ts';
import { carriesSamples, droppedSamples } from '../samples/sample-drag.ts';
import { carriesClass, dragClass, droppedClass } from './class-drag.ts';
import { NameInput } from './NameInput.tsx';

export interface ClassEdits {
  /** `isByKey`: the row of the new name is to have the focus. */
  rename(index: number, name: string, isByKey: boolean): void;
  /** Asks for the class to merge into. */
  askMerge(index: number): void;
  move(from: number, to: number): void;
  remove(index: number): void;
  addImages(name: string): void;
  record(name: string): void;
  takeSamples(samples: readonly number[], name: string): void;
}

export interface ClassRowProps {
  readonly index: number;
  readonly summary: ClassSummary;
  readonly classCount: number;
  readonly sampleCount: number;
  /** Samples of the largest class. */
  readonly most: number;
  readonly isChosen: boolean;
  /** Whether it takes the focus when it appears, since its class was just given this name. */
  readonly isRenamed: boolean;
  onFocused(): void;
  onChoose(): void;
  /** Null for a data set that cannot be edited. */
  readonly edits: ClassEdits | null;
}

/** A class with its count, its share as a bar, and what can be done with it. */
export function ClassRow(props: ClassRowProps) {
  const { index, summary, classCount, sampleCount, most, isChosen, isRenamed, onFocused, onChoose, edits } = props;
  const { name, count } = summary;
  const [isRenaming, setRenaming] = useState(false);
  const [isOver, setOver] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const takesFocus = useRef(isRenamed);
  useEffect(() => {
    if (isRenaming || !takesFocus.current) return;
    takesFocus.current = false;
    button.current?.focus();
    if (isRenamed) onFocused();
  }, [isRenaming, isRenamed, onFocused]);
  const share = formatPercent(sampleCount > 0 ? count / sampleCount : 0);

  const press = (event: KeyboardEvent) => {
    if (!edits) return;
    if (event.key === 'F2') setRenaming(true);
    else if (event.altKey && event.key === 'ArrowUp') edits.move(index, index - 1);
    else if (event.altKey && event.key === 'ArrowDown') edits.move(index, index + 1);
    else if (event.key === 'Delete') edits.remove(index);
    else return;
    event.preventDefault();
  };
  const dragOver = (event: DragEvent) => {
    if (!edits || !(carriesClass(event.dataTransfer) || carriesSamples(event.dataTransfer))) return;
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    setOver(false);
    if (!edits) return;
    const from = droppedClass(event.dataTransfer);
    const samples = droppedSamples(event.dataTransfer);
    if (from === null && samples.length === 0) return;
    event.preventDefault();
    if (from !== null) edits.move(from, index);
    else edits.takeSamples(samples, name);
  };

  const endRenaming = (isByKey: boolean) => {
    takesFocus.current = isByKey;
    setRenaming(false);
  };

  if (isRenaming && edits) {
    return (
      <li className="py-0.5">
        <NameInput
          label={`New name of class ${name}`}
          initial={name}
          onCommit={(changed, isByKey) => {
            endRenaming(isByKey);
            edits.rename(index, changed, isByKey);
          }}
          onCancel={endRenaming}
        />
      </li>
    );
  }
  return (
    <li
      draggable={edits !== null}
      onDragStart={(event) => dragClass(event.dataTransfer, index)}
      onDragOver={dragOver}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={classNames('flex items-center rounded-medium', isOver && 'bg-accent-soft outline-2 outline-accent')}
    >
      <button
        ref={button}
        type="button"
        aria-pressed={isChosen}
        aria-label={`Class ${name}, ${formatCount(count)} samples, ${share}`}
        onClick={onChoose}
        onDoubleClick={() => edits && setRenaming(true)}
        onKeyDown={press}
        className="grid min-h-9 min-w-0 flex-1 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 rounded-medium px-2 py-1 text-label hover:bg-hover aria-pressed:bg-accent-soft pointer-coarse:min-h-11"
      >
        <span title={name} className="truncate text-left font-medium text-ink">
          {name}
        </span>
        <span className="text-right text-ink-muted">{formatCount(count)}</span>
        <span className="col-span-2 h-1.5 overflow-hidden rounded-full bg-hover">
          <span
            className="block h-full rounded-full bg-accent"
            style={{ width: `${most > 0 ? (100 * count) / most : 0}%` }}
          />
        </span>
      </button>
      {edits && (
        <ActionMenu
          label={`Actions for class ${name}`}
          icon={EllipsisVertical}
          actions={actionsOf({ index, name, classCount, edits, rename: () => setRenaming(true) })}
        />
      )}
    </li>
  );
}

interface RowActions {
  readonly index: number;
  readonly name: string;
  readonly classCount: number;
  readonly edits: ClassEdits;
  rename(): void;
}

function actionsOf({ index, name, classCount, edits, rename }: RowActions): readonly MenuAction[] {
  return [
    { label: 'Add images to it', icon: ImagePlus, onSelect: () => edits.addImages(name) },
    { label: 'Record into it', icon: Video, onSelect: () => edits.record(name) },
    { label: 'Rename', icon: Pencil, shortcut: 'F2', onSelect: rename },
    { label: 'Merge into …', icon: Combine, disabled: classCount < 2, onSelect: () => edits.askMerge(index) },
    {
      label: 'Move up',
      icon: ArrowUp,
      shortcut: 'Alt+ArrowUp',
      disabled: index === 0,
      onSelect: () => edits.move(index, index - 1),
    },
    {
      label: 'Move down',
      icon: ArrowDown,
      shortcut: 'Alt+ArrowDown',
      disabled: index === classCount - 1,
      onSelect: () => edits.move(index, index + 1),
    },
    { label: 'Delete class', icon: Trash2, tone: 'danger', shortcut: 'Delete', onSelect: () => edits.remove(index) },
  ];
}
