import { useState } from 'react';
import { TextField } from '../../kit/TextField.tsx';
import { readShape } from './read-shape.ts';
import { useFocusLeave } from './use-focus-leave.ts';

export interface ShapeFieldProps {
  readonly label: string;
  readonly value: readonly number[];
  readonly min: number;
  readonly max: number;
  readonly help?: string | undefined;
  onChange(value: readonly number[]): void;
}

/** A list of whole numbers as text. What is typed stays until the field is left or the value changes from elsewhere. */
export function ShapeField({ label, value, min, max, help, onChange }: ShapeFieldProps) {
  const committed = value.join(', ');
  const [draft, setDraft] = useState<{ readonly text: string; readonly committed: string } | null>(null);
  const frame = useFocusLeave<HTMLDivElement>(() => setDraft(null));
  const text = draft && draft.committed === committed ? draft.text : committed;
  const entry = readShape(text, min, max);
  return (
    <div ref={frame}>
      <TextField
        label={label}
        value={text}
        error={entry.ok ? null : entry.fault}
        help={help}
        onChange={(typed) => {
          const read = readShape(typed, min, max);
          const next = read.ok ? read.value.join(', ') : committed;
          setDraft({ text: typed, committed: next });
          if (read.ok && next !== committed) onChange(read.value);
        }}
      />
    </div>
  );
}
