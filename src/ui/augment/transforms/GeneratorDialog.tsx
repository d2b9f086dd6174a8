import { useId, useMemo, useState } from 'react';
import { type ArgumentMeaning, meaningOf } from '#data/augmentation/image-data-generator.ts';
import { readPythonCall } from '#data/augmentation/python-call.ts';
import type { DatasetInfo } from '#protocol/dataset.ts';
import { replaceTransforms } from '#state/augment.ts';
import { Badge } from '../../kit/Badge.tsx';
import { Button } from '../../kit/Button.tsx';
import { Dialog } from '../../kit/Dialog.tsx';
import { useProject, useStride } from '../../stride-context.ts';

const example = `ImageDataGenerator(
    rescale=1./255,
    rotation_range=20,
    width_shift_range=0.1,
    height_shift_range=0.1,
    zoom_range=0.2,
    horizontal_flip=True)`;

const fits = {
  exact: { tone: 'success', label: 'the same' },
  near: { tone: 'warning', label: 'nearly' },
  none: { tone: 'danger', label: 'no layer' },
} as const satisfies Record<ArgumentMeaning['fit'], unknown>;

export interface GeneratorDialogProps {
  readonly info: DatasetInfo;
  readonly open: boolean;
  onClose(): void;
}

/** Keras 2's way of saying it, read as layers. */
export function GeneratorDialog({ info, open, onClose }: GeneratorDialogProps) {
  const stride = useStride();
  const id = useId();
  const [text, setText] = useState(example);
  const hasRescaling = useProject(({ graph }) => graph.nodes.some(({ type }) => type === 'Rescaling'));
  const [height, width] = info.sampleShape;
  const call = useMemo(() => readPythonCall(text), [text]);
  const meaning = call.ok ? meaningOf(call.value.arguments, { height, width }) : null;
  const plans = meaning?.layers.filter(({ type }) => type !== 'Rescaling' || !hasRescaling) ?? [];
  return (
    <Dialog title="From ImageDataGenerator" open={open} onClose={onClose}>
      <div className="flex flex-col gap-4">
        <div className="flex flex-col gap-1">
          <label htmlFor={id} className="font-medium text-ink-muted text-label">
            Python call
          </label>
          <textarea
            id={id}
            value={text}
            spellCheck={false}
            rows={8}
            aria-invalid={!call.ok}
            aria-describedby={`${id}-fault`}
            onChange={(event) => setText(event.target.value)}
            className="w-full resize-y rounded-medium border border-line-strong/60 bg-raised p-2.5 font-mono text-ink text-label aria-invalid:border-danger"
          />
          <p id={`${id}-fault`} className="text-danger text-label empty:hidden">
            {call.ok ? '' : call.fault}
          </p>
        </div>
        {meaning && meaning.meanings.length > 0 && (
          <ul
            aria-label="What it means"
            className="flex flex-col divide-y divide-line rounded-medium border border-line"
          >
            {meaning.meanings.map(({ argument, meaning: sentence, fit }) => (
              <li key={argument} className="flex flex-col gap-0.5 px-3 py-2">
                <div className="flex items-center justify-between gap-2">
                  <code className="min-w-0 break-words font-mono text-ink text-label">{argument}</code>
                  <Badge tone={fits[fit].tone}>{fits[fit].label}</Badge>
                </div>
                <p className="text-ink-muted text-label">
                  {sentence}
                  {argument.startsWith('rescale=') && hasRescaling && ' The network has a Rescaling already.'}
                </p>
              </li>
            ))}
          </ul>
        )}
        <div className="flex flex-wrap items-center justify-end gap-2">
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button
            variant="primary"
            disabled={plans.length === 0}
            onClick={() => {
              replaceTransforms(stride, plans);
              onClose();
            }}
          >
            Use these layers
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
