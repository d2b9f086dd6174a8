import { Pencil } from 'lucide-react';
import { useStore } from 'zustand';
import { chooseTransfer, editHead } from '#state/transfer.ts';
import { Button } from '../kit/Button.tsx';
import { NumberField } from '../kit/NumberField.tsx';
import { SelectField } from '../kit/SelectField.tsx';
import { useStride } from '../stride-context.ts';

const sources = [
  { value: 'standard', label: 'Pooling, Dense, Dense' },
  { value: 'drawn', label: 'The layers behind the base in Build' },
] as const;
const poolings = [
  { value: 'GlobalAveragePooling2D', label: 'GlobalAveragePooling2D' },
  { value: 'Flatten', label: 'Flatten' },
] as const;

/** What stands behind the base: a standard head by two settings, or one that was drawn in Build. */
export function HeadFields({ disabled }: { readonly disabled: boolean }) {
  const stride = useStride();
  const head = useStore(stride.transfer, ({ settings }) => settings.head);
  const source = useStore(stride.transfer, ({ settings }) => settings.headSource);
  return (
    <>
      <SelectField
        label="Head"
        value={source}
        options={sources}
        disabled={disabled}
        help={source === 'drawn' ? 'All that reads the base’s last layer in Build is trained.' : undefined}
        onChange={(headSource) => chooseTransfer(stride, { headSource })}
      />
      {source === 'standard' && (
        <>
          <SelectField
            label="Head begins with"
            value={head.pooling}
            options={poolings}
            disabled={disabled}
            onChange={(pooling) => chooseTransfer(stride, { head: { ...head, pooling } })}
          />
          <NumberField
            label="Hidden units"
            value={head.units}
            min={1}
            max={4096}
            integer
            disabled={disabled}
            onChange={(units) => chooseTransfer(stride, { head: { ...head, units } })}
          />
        </>
      )}
      <div>
        <Button size="small" variant="ghost" icon={Pencil} disabled={disabled} onClick={() => void editHead(stride)}>
          Edit head in Build
        </Button>
      </div>
    </>
  );
}
