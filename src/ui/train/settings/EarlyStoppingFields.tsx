import { defaultEarlyStopping } from '#graph/training/training-defaults.ts';
import type { EarlyStopping } from '#graph/training/training-settings.ts';
import { NumberField } from '../../kit/NumberField.tsx';
import { SelectField } from '../../kit/SelectField.tsx';
import { SwitchField } from '../../kit/SwitchField.tsx';
import { useProject } from '../../stride-context.ts';
import { count } from './number-limits.ts';
import { useEditTraining } from './use-edit-training.ts';

const monitors = [
  { value: 'val_loss', label: 'val_loss' },
  { value: 'val_accuracy', label: 'val_accuracy' },
] as const;

export function EarlyStoppingFields() {
  const earlyStopping = useProject(({ training }) => training.earlyStopping);
  const hasValidation = useProject(({ training }) => training.validationSplit > 0);
  const edit = useEditTraining();
  const set = (field: string, changed: EarlyStopping) => edit(field, { earlyStopping: changed });
  return (
    <>
      <SwitchField
        label="Early stopping"
        checked={earlyStopping !== null}
        help={
          earlyStopping && !hasValidation
            ? 'It watches the validation samples: set a validation split above 0.'
            : 'Ends the run when validation no longer improves.'
        }
        onChange={(isOn) => edit('early stopping', { earlyStopping: isOn ? defaultEarlyStopping : null })}
      />
      {earlyStopping && (
        <>
          <div className="grid grid-cols-2 items-start gap-3">
            <SelectField
              label="Monitor"
              value={earlyStopping.monitor}
              options={monitors}
              onChange={(monitor) => set('monitor', { ...earlyStopping, monitor })}
            />
            <NumberField
              label="Patience"
              unit="epochs"
              value={earlyStopping.patience}
              {...count}
              onChange={(patience) => set('patience', { ...earlyStopping, patience })}
            />
          </div>
          <NumberField
            label="Min delta"
            help="A smaller change is no improvement."
            value={earlyStopping.minDelta}
            min={0}
            step={0.001}
            onChange={(minDelta) => set('min delta', { ...earlyStopping, minDelta })}
          />
          <SwitchField
            label="Restore best weights"
            checked={earlyStopping.restoreBestWeights}
            onChange={(restoreBestWeights) => set('restore best weights', { ...earlyStopping, restoreBestWeights })}
          />
        </>
      )}
    </>
  );
}
