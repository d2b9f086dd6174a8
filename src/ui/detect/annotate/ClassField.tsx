import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../kit/Button.tsx';
import { SelectField } from '../../kit/SelectField.tsx';
import { TextField } from '../../kit/TextField.tsx';

export interface ClassFieldProps {
  readonly classNames: readonly string[];
  readonly value: number;
  /** Whether it is the class of the selected box, and not that of the next. */
  readonly isOfBox: boolean;
  onChange(classIndex: number): void;
  onAdd(name: string): void;
}

/** The class of the selected box, or of the next one drawn; and a new class. */
export function ClassField({ classNames, value, isOfBox, onChange, onAdd }: ClassFieldProps) {
  const [name, setName] = useState('');
  return (
    <div className="flex flex-col gap-3">
      {classNames.length > 0 && (
        <SelectField
          label={isOfBox ? 'Class of the box' : 'Class of new boxes'}
          value={String(value)}
          options={classNames.map((each, index) => ({ value: String(index), label: each }))}
          onChange={(chosen) => onChange(Number(chosen))}
        />
      )}
      <form
        className="flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          onAdd(name);
          setName('');
        }}
      >
        <div className="min-w-0 flex-1">
          <TextField label="New class" value={name} onChange={setName} placeholder="dog" />
        </div>
        <Button type="submit" icon={Plus} disabled={name.trim() === ''}>
          Add
        </Button>
      </form>
    </div>
  );
}
