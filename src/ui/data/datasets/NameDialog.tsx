import { useState } from 'react';
import { Button } from '../../kit/Button.tsx';
import { Dialog } from '../../kit/Dialog.tsx';
import { TextField } from '../../kit/TextField.tsx';

export interface NameDialogProps {
  readonly title: string;
  readonly initial: string;
  /** On the button: `Rename`. */
  readonly confirm: string;
  onConfirm(name: string): void;
  onClose(): void;
}

/** Asks for a name. */
export function NameDialog({ title, initial, confirm, onConfirm, onClose }: NameDialogProps) {
  const [name, setName] = useState(initial);
  const trimmed = name.trim();
  return (
    <Dialog title={title} open onClose={onClose}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (trimmed === '') return;
          onClose();
          onConfirm(trimmed);
        }}
      >
        <TextField label="Name" value={name} onChange={setName} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={trimmed === ''}>
            {confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
