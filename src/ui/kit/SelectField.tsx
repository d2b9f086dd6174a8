import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import { classNames } from './class-names.ts';
import { controlLook, FieldFrame, fieldIds } from './FieldFrame.tsx';

interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

export interface SelectFieldProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly SelectOption<Value>[];
  onChange(value: Value): void;
  readonly help?: string | undefined;
  readonly disabled?: boolean | undefined;
  /** Keeps the label for screen readers only. */
  readonly hideLabel?: boolean | undefined;
}

export function SelectField<Value extends string>({
  label,
  value,
  options,
  onChange,
  help,
  disabled,
  hideLabel,
}: SelectFieldProps<Value>) {
  const id = useId();
  const { describedBy } = fieldIds(id, { help });
  return (
    <FieldFrame id={id} label={label} help={help} hideLabel={hideLabel}>
      <div className="relative">
        <select
          id={id}
          className={classNames(controlLook, 'appearance-none truncate pr-8')}
          value={value}
          disabled={disabled}
          aria-describedby={describedBy}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value);
            if (chosen) onChange(chosen.value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} className="bg-raised text-ink">
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 right-2.5 my-auto size-4 text-ink-faint"
        />
      </div>
    </FieldFrame>
  );
}
