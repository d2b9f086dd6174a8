import { type KeyboardEvent, useState } from 'react';
import { useStore } from 'zustand';
import type { PictureSet } from '#protocol/quality.ts';
import {
  addBox,
  addClassName,
  changeBox,
  deleteBox,
  redoLabels,
  relabelBox,
  undoLabels,
} from '#state/quality-labels.ts';
import type { Box } from '#vision/box.ts';
import { useMediaQuery } from '../../build/use-media-query.ts';
import { classNames } from '../../kit/class-names.ts';
import { Panel } from '../../kit/Panel.tsx';
import { useStride } from '../../stride-context.ts';
import { SetFacts } from '../quality/SetFacts.tsx';
import { DetectorField } from '../settings/DetectorField.tsx';
import { AnnotateToolbar } from './AnnotateToolbar.tsx';
import { BoxEditor } from './BoxEditor.tsx';
import { boxText } from './box-text.ts';
import { ClassField } from './ClassField.tsx';
import { PictureList } from './PictureList.tsx';

/** The editor with its tools, for the set that is open. */
export function Annotating({ set }: { readonly set: PictureSet }) {
  const stride = useStride();
  const isWide = useMediaQuery('(min-width: 900px)');
  const labels = useStore(stride.quality, (state) => state.labels) ?? set.labels;
  const [place, setPlace] = useState(0);
  const [selected, setSelected] = useState<number | null>(null);
  const [takesFocus, setTakesFocus] = useState(false);
  const [nextClass, setNextClass] = useState(0);
  const picture = labels.pictures[place];
  if (!picture) return null;
  const box = selected === null ? undefined : picture.truths[selected];

  const goTo = (next: number) => {
    setPlace(next);
    setSelected(null);
  };
  /** Selects as a pointer does, or so that the keyboard goes on with it. */
  const select = (index: number | null, withFocus: boolean) => {
    setTakesFocus(withFocus);
    setSelected(index);
  };
  const draw = (drawn: Box) => {
    // A set without classes gets its first.
    const classIndex = labels.classNames.length > 0 ? nextClass : (addClassName(stride, place, 'object') ?? 0);
    select(addBox(stride, place, drawn, classIndex), true);
  };
  const drawInTheMiddle = () => {
    const { height, width } = picture.size;
    draw({ y1: height * 0.35, x1: width * 0.35, y2: height * 0.65, x2: width * 0.65 });
  };
  const remove = (index: number) => {
    deleteBox(stride, place, index);
    const left = picture.truths.length - 1;
    select(left > 0 ? Math.min(index, left - 1) : null, true);
  };
  const chooseClass = (classIndex: number) => {
    setNextClass(classIndex);
    if (box && selected !== null) relabelBox(stride, place, selected, classIndex);
  };
  const travel = (go: typeof undoLabels) => {
    const changed = go(stride);
    if (changed === null) return;
    if (changed !== place) goTo(changed);
    else setSelected(null);
  };
  const press = (event: KeyboardEvent) => {
    const isText = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (isText || !(event.ctrlKey || event.metaKey)) return;
    const key = event.key.toLowerCase();
    if (key !== 'z' && key !== 'y') return;
    // Here these keys mean the boxes, and not the network.
    event.preventDefault();
    event.stopPropagation();
    travel(key === 'y' || event.shiftKey ? redoLabels : undoLabels);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the undo keys of everything in it.
    <div
      onKeyDown={press}
      className={classNames(
        isWide
          ? 'grid h-full grid-cols-[minmax(0,1fr)_20rem] gap-px bg-line'
          : 'flex flex-col gap-2 overflow-x-hidden bg-ground',
      )}
    >
      <section
        aria-label="Box editor"
        className={classNames('min-w-0 bg-surface', isWide && 'min-h-0 overflow-y-auto')}
      >
        <AnnotateToolbar
          place={place}
          count={labels.pictures.length}
          onPlace={goTo}
          onUndo={() => travel(undoLabels)}
          onRedo={() => travel(redoLabels)}
          onAdd={drawInTheMiddle}
          onDelete={selected === null ? null : () => remove(selected)}
          onStarted={() => setSelected(null)}
        />
        <BoxEditor
          key={place}
          set={set.id}
          place={place}
          picture={picture}
          classNames={labels.classNames}
          selected={box ? selected : null}
          takesFocus={takesFocus}
          onSelect={(index) => select(index, false)}
          onDraw={draw}
          onChange={(index, changed, label) => changeBox(stride, place, index, changed, label)}
          onDelete={remove}
          onRelabel={(index, classIndex) => relabelBox(stride, place, index, classIndex)}
        />
        <div className="flex flex-col gap-1 px-3 py-2">
          <p role="status" aria-label="Selected box" className="font-medium text-ink text-label">
            {box && selected !== null
              ? boxText(box.box, labels.classNames[box.classIndex] ?? '', selected, picture.truths.length)
              : 'No box is selected.'}
          </p>
          <p className="text-ink-muted text-label">
            Drag over the picture to draw a box. By keyboard: Tab goes between boxes, arrows move, Shift and arrows
            resize, Delete deletes, 1 to 9 choose the class.
          </p>
        </div>
      </section>
      <div className={classNames('flex min-w-0 flex-col bg-surface', isWide && 'min-h-0 overflow-y-auto')}>
        <Panel label="Class">
          <div className="p-3">
            <ClassField
              classNames={labels.classNames}
              value={box?.classIndex ?? Math.min(nextClass, Math.max(0, labels.classNames.length - 1))}
              isOfBox={box !== undefined}
              onChange={chooseClass}
              onAdd={(name) => {
                const added = addClassName(stride, place, name);
                if (added !== null) chooseClass(added);
              }}
            />
          </div>
        </Panel>
        <Panel label="Pictures">
          <PictureList pictures={labels.pictures} chosen={place} onChoose={goTo} />
          <SetFacts set={set} />
        </Panel>
        <Panel label="Detector to start from">
          <div className="p-3">
            <DetectorField isRunning={false} />
          </div>
        </Panel>
      </div>
    </div>
  );
}
