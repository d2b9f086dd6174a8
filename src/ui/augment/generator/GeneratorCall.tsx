import { Check, Copy } from 'lucide-react';
import { type Ref, useId, useState } from 'react';
import { type GeneratorSettings, generatorCall, readGenerator } from '#data/augmentation/generator-settings.ts';
import { readPythonCall } from '#data/augmentation/python-call.ts';
import { Button } from '../../kit/Button.tsx';
import { useCopy } from '../../use-copy.ts';
import type { GeneratorFieldProps } from './GeneratorForm.tsx';

/** What was typed stays as it is while it is typed, and where it is no call; `committed` are the settings it stands for. */
interface Draft {
  readonly text: string;
  readonly committed: GeneratorSettings;
  readonly fault: string;
}

/** The settings as a call: one to copy, and one to write or paste over. */
export function GeneratorCall({
  settings,
  onChange,
  field,
}: GeneratorFieldProps & { readonly field: Ref<HTMLTextAreaElement> }) {
  const id = useId();
  const [draft, setDraft] = useState<Draft | null>(null);
  const own = draft?.committed === settings ? draft : null;
  const text = own?.text ?? generatorCall(settings);
  const fault = own?.fault ?? '';
  const { isCopied, copy } = useCopy(text, 'Select the call and copy it by hand.');
  const type = (typed: string) => {
    const call = readPythonCall(typed);
    const committed = call.ok ? readGenerator(call.value.arguments) : settings;
    setDraft({ text: typed, committed, fault: call.ok ? '' : call.fault });
    if (call.ok) onChange(committed);
  };
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center justify-between gap-2">
        <label htmlFor={id} className="font-medium text-ink-muted text-label">
          Python call
        </label>
        <Button size="small" icon={isCopied ? Check : Copy} disabled={fault !== ''} onClick={() => void copy()}>
          {isCopied ? 'Copied' : 'Copy call'}
        </Button>
      </div>
      <textarea
        ref={field}
        id={id}
        value={text}
        spellCheck={false}
        rows={Math.min(14, Math.max(3, text.split('\n').length))}
        aria-invalid={fault !== ''}
        aria-describedby={`${id}-help ${id}-fault`}
        onChange={(event) => type(event.target.value)}
        onBlur={() => fault === '' && setDraft(null)}
        className="w-full resize-y rounded-medium border border-line-strong/60 bg-raised p-2.5 font-mono text-ink text-label aria-invalid:border-danger"
      />
      <p id={`${id}-fault`} role="status" className="text-danger text-label empty:hidden">
        {fault}
      </p>
      <p id={`${id}-help`} className="text-caption text-ink-faint">
        Follows the fields, and they follow it: paste a call of yours over it.
      </p>
      <p aria-live="polite" className="sr-only">
        {isCopied ? 'The call is on the clipboard.' : ''}
      </p>
    </div>
  );
}
