import { useEffect, useRef, useState } from 'react';
import { controlLook } from '../../kit/FieldFrame.tsx';

export interface NameInputProps {
  readonly label: string;
  readonly initial: string;
  readonly placeholder?: string | undefined;
  /** Hears what was typed, trimmed and never empty. */
  onCommit(name: string): void;
  /** Hears that nothing is to change. */
  onCancel(): void;
}

/** A name typed in its place: Enter and leaving keep it, Escape does not. */
export function NameInput({ label, initial, placeholder, onCommit, onCancel }: NameInputProps) {
  const [text, setText] = useState(initial);
  const input = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const finish = (keeps: boolean) => {
    if (isDone.current) return;
    isDone.current = true;
    const name = text.trim();
    if (keeps && name !== '' && name !== initial) onCommit(name);
    else onCancel();
  };
  return (
    <input
      ref={input}
      type="text"
      aria-label={label}
      className={controlLook}
      value={text}
      placeholder={placeholder}
      autoComplete="off"
      spellCheck={false}
      maxLength={200}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish(true);
        if (event.key === 'Escape') finish(false);
        event.stopPropagation();
      }}
    />
  );
}
