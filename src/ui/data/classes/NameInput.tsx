import { useEffect, useRef, useState } from 'react';
import { controlLook } from '../../kit/FieldFrame.tsx';

export interface NameInputProps {
  readonly label: string;
  readonly initial: string;
  readonly placeholder?: string | undefined;
  /** Hears what was typed, trimmed and never empty, and whether a key ended it: then the focus has no place of its own. */
  onCommit(name: string, isByKey: boolean): void;
  /** Hears that nothing is to change. */
  onCancel(isByKey: boolean): void;
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
  const finish = (keeps: boolean, isByKey: boolean) => {
    if (isDone.current) return;
    isDone.current = true;
    const name = text.trim();
    if (keeps && name !== '' && name !== initial) onCommit(name, isByKey);
    else onCancel(isByKey);
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
      onBlur={() => finish(true, false)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish(true, true);
        if (event.key === 'Escape') finish(false, true);
        event.stopPropagation();
      }}
    />
  );
}
