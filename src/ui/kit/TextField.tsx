import { useId } from 'react';
import { controlLook, FieldFrame, fieldIds } from './FieldFrame.tsx';

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  /** Left out where the text is only there to be read and copied. */
  onChange?(value: string): void;
  readonly error?: string | null | undefined;
  readonly help?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly placeholder?: string | undefined;
}

export function TextField({ label, value, onChange, error, help, disabled, placeholder }: TextFieldProps) {
  const id = useId();
  const { describedBy } = fieldIds(id, { help, error });
  return (
    <FieldFrame id={id} label={label} help={help} error={error}>
      <input
        id={id}
        type="text"
        className={controlLook}
        value={value}
        disabled={disabled}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={Boolean(error)}
        aria-describedby={describedBy}
        readOnly={!onChange}
        onFocus={onChange ? undefined : (event) => event.target.select()}
        onChange={(event) => onChange?.(event.target.value)}
      />
    </FieldFrame>
  );
}
