import { Play } from 'lucide-react';
import { useStore } from 'zustand';
import { chooseTransfer, startTransfer } from '#state/transfer.ts';
import { Button } from '../kit/Button.tsx';
import { NumberField } from '../kit/NumberField.tsx';
import { useStride } from '../stride-context.ts';

/** Features computed once, and a head trained on them. */
export function FastWay({ disabled }: { readonly disabled: boolean }) {
  const stride = useStride();
  const epochs = useStore(stride.transfer, ({ settings }) => settings.epochs);
  return (
    <>
      <NumberField
        label="Epochs for the head"
        value={epochs}
        min={1}
        max={1000}
        integer
        disabled={disabled}
        onChange={(count) => chooseTransfer(stride, { epochs: count })}
      />
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" icon={Play} disabled={disabled} onClick={() => void startTransfer(stride)}>
          Start transfer learning
        </Button>
      </div>
    </>
  );
}
