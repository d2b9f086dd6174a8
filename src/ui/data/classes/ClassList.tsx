import { Plus } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useStore } from 'zustand';
import { addClass, deleteClass, mergeClasses, moveClass, moveSamples, renameClass } from '#state/library-edits.ts';
import { everySample } from '#state/library-filter.ts';
import type { ShownDataset } from '#state/library-store.ts';
import { Button } from '../../kit/Button.tsx';
import { useStride } from '../../stride-context.ts';
import { type ClassEdits, ClassRow } from './ClassRow.tsx';
import { MergeDialog } from './MergeDialog.tsx';
import { NameInput } from './NameInput.tsx';

export interface ClassListProps {
  readonly shown: ShownDataset;
  /** Asks for pictures to add to a class. */
  onAddImages(className: string): void;
  onRecord(className: string): void;
}

/** Every class with its count; one can be chosen, and all be renamed, merged, moved and deleted. */
export function ClassList({ shown: { description, isEmbedded }, onAddImages, onRecord }: ClassListProps) {
  const stride = useStride();
  const { libraryState } = stride;
  const chosen = useStore(libraryState, ({ filter }) => filter.className);
  const [merging, setMerging] = useState<number | null>(null);
  const [isAdding, setAdding] = useState(false);
  const [renamed, setRenamed] = useState<string | null>(null);
  const forgetRenamed = useCallback(() => setRenamed(null), []);
  const { classes, sampleCount } = description;
  const most = Math.max(0, ...classes.map(({ count }) => count));

  const choose = (name: string | null) => libraryState.setState({ filter: { ...everySample, className: name } });
  const edits: ClassEdits = {
    rename: (index, name, isByKey) => {
      if (isByKey) setRenamed(name);
      void renameClass(stride, index, name);
    },
    askMerge: setMerging,
    move: (from, to) => void moveClass(stride, from, to),
    remove: (index) => void deleteClass(stride, index),
    addImages: onAddImages,
    record: onRecord,
    takeSamples: (samples, name) => void moveSamples(stride, samples, name),
  };

  return (
    <>
      {/* Many classes keep to half the screen, so that warnings and samples stay near. */}
      <ul aria-label="Classes" className="-m-1 flex max-h-[max(20rem,52svh)] flex-col gap-0.5 overflow-y-auto p-1">
        {classes.map((summary, index) => (
          <ClassRow
            key={summary.name}
            index={index}
            summary={summary}
            classCount={classes.length}
            sampleCount={sampleCount}
            most={most}
            isChosen={chosen === summary.name}
            isRenamed={renamed === summary.name}
            onFocused={forgetRenamed}
            onChoose={() => choose(chosen === summary.name ? null : summary.name)}
            edits={isEmbedded ? null : edits}
          />
        ))}
      </ul>
      {!isEmbedded &&
        (isAdding ? (
          <NameInput
            label="Name of the new class"
            initial=""
            placeholder="Name of the new class"
            onCommit={(name) => {
              setAdding(false);
              void addClass(stride, name).then((isAdded) => isAdded && choose(name));
            }}
            onCancel={() => setAdding(false)}
          />
        ) : (
          <Button size="small" variant="ghost" icon={Plus} className="self-start" onClick={() => setAdding(true)}>
            Add class
          </Button>
        ))}
      {merging !== null && (
        <MergeDialog
          classes={classes}
          from={merging}
          onClose={() => setMerging(null)}
          onMerge={(into) => {
            setMerging(null);
            void mergeClasses(stride, [merging, into], into);
          }}
        />
      )}
    </>
  );
}
