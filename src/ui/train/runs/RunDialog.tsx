import { useState } from 'react';
import type { RunRecord } from '#graph/training/run-schemas.ts';
import { annotateRun, renameRun } from '#state/runs.ts';
import { Button } from '../../kit/Button.tsx';
import { Dialog } from '../../kit/Dialog.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { useStride } from '../../stride-context.ts';

export interface RunDialogProps {
  readonly run: RunRecord;
  onClose(): void;
}

/** Names a run and keeps a note with it. */
export function RunDialog({ run, onClose }: RunDialogProps) {
  const stride = useStride();
  const [name, setName] = useState(run.name);
  const [note, setNote] = useState(run.note);
  const fault = name.trim() === '' ? 'A run needs a name.' : null;

  const save = async () => {
    const { run: id } = run.origin;
    if (name.trim() !== run.name) await renameRun(stride, id, name);
    if (note !== run.note) await annotateRun(stride, id, note);
    onClose();
  };

  return (
    <Dialog title={`Name and note of ${run.name}`} open onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (fault === null) void save();
        }}
      >
        <TextField label="Name" value={name} onChange={setName} error={fault} />
        <TextField label="Note" value={note} onChange={setNote} placeholder="What this run was to show" />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={fault !== null}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
