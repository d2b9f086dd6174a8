import { useState } from 'react';
import { useStore } from 'zustand';
import { setWeightsMirror } from '#state/weights.ts';
import { Button } from '../kit/Button.tsx';
import { TextField } from '../kit/TextField.tsx';
import { useStride } from '../stride-context.ts';

/** Another address that every download comes from, for places where the published hosts cannot be reached. */
export function MirrorField() {
  const stride = useStride();
  const mirror = useStore(stride.preferences, ({ weightsMirror }) => weightsMirror);
  const [draft, setDraft] = useState(mirror ?? '');
  const [error, setError] = useState<string | null>(null);
  const isChanged = draft.trim() !== (mirror ?? '');
  const apply = async () => {
    const fault = await setWeightsMirror(stride, draft);
    setError(fault && `${fault.message} ${fault.remedy}`);
  };
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void apply();
      }}
    >
      <TextField
        label="Weights mirror"
        value={draft}
        onChange={(text) => {
          setDraft(text);
          setError(null);
        }}
        error={error}
        placeholder="https://"
        help={
          mirror === null
            ? 'Empty: storage.googleapis.com and huggingface.co. A mirror serves the same files under one address.'
            : `Every download comes from ${mirror} alone. Empty the field to go back to the published hosts.`
        }
      />
      <Button type="submit" size="small" className="self-start" disabled={!isChanged}>
        {draft.trim() === '' ? 'Use the published hosts' : 'Use this mirror'}
      </Button>
    </form>
  );
}
