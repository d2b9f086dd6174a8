import { useState } from 'react';
import { formatCount } from '#base/format.ts';
import type { ClassSummary } from '#protocol/library.ts';
import { moveSamples } from '#state/library-edits.ts';
import { countPictures } from '#state/library-import.ts';
import { Button } from '../../kit/Button.tsx';
import { Dialog } from '../../kit/Dialog.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { useStride } from '../../stride-context.ts';

export interface MoveDialogProps {
  readonly classes: readonly ClassSummary[];
  onClose(): void;
}

/** Which class the selected samples are to have: an old one, found by typing, or a new one. */
export function MoveDialog({ classes, onClose }: MoveDialogProps) {
  const stride = useStride();
  const [text, setText] = useState('');
  const wanted = text.trim();
  const found = classes.filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase()));
  const isNew = wanted !== '' && !classes.some(({ name }) => name === wanted);
  const samples = [...stride.libraryState.getState().selected];
  const move = (className: string) => {
    onClose();
    void moveSamples(stride, samples, className).then((isMoved) => {
      if (isMoved) stride.libraryState.setState({ selected: new Set() });
    });
  };
  return (
    <Dialog title={`Move ${countPictures(samples.length)} to a class`} open onClose={onClose}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          const exact = classes.find(({ name }) => name === wanted);
          const target = exact?.name ?? found[0]?.name ?? wanted;
          if (target !== '') move(target);
        }}
      >
        <TextField
          label="Class"
          value={text}
          onChange={setText}
          placeholder="Type to find a class, or to name a new one"
          help="Enter takes the first that fits."
        />
        <ul aria-label="Classes to move to" className="flex flex-col gap-0.5">
          {found.map(({ name, count }) => (
            <li key={name}>
              <button
                type="button"
                onClick={() => move(name)}
                className="flex min-h-9 w-full items-center gap-3 rounded-medium px-2 text-left text-ink hover:bg-hover pointer-coarse:min-h-11"
              >
                <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
                <span className="text-ink-muted text-label">{formatCount(count)}</span>
              </button>
            </li>
          ))}
        </ul>
        {isNew && (
          <Button className="self-start" onClick={() => move(wanted)}>
            New class “{wanted}”
          </Button>
        )}
      </form>
    </Dialog>
  );
}
