import { unreachable } from '#base/assert.ts';
import { defaultOptimizer } from '#graph/training/training-defaults.ts';
import { type Optimizer, type OptimizerName, optimizerNames } from '#graph/training/training-settings.ts';
import { NumberField } from '../../kit/NumberField.tsx';
import { SelectField } from '../../kit/SelectField.tsx';
import { SwitchField } from '../../kit/SwitchField.tsx';
import { useProject } from '../../stride-context.ts';
import { fraction, positive } from './number-limits.ts';
import { useEditTraining } from './use-edit-training.ts';

const labels: Readonly<Record<OptimizerName, string>> = {
  sgd: 'SGD',
  adam: 'Adam',
  adamw: 'AdamW',
  rmsprop: 'RMSprop',
  adagrad: 'Adagrad',
};
const options = optimizerNames.map((value) => ({ value, label: labels[value] }));

export function OptimizerFields() {
  const optimizer = useProject(({ training }) => training.optimizer);
  const edit = useEditTraining();
  return (
    <>
      <SelectField
        label="Optimizer"
        value={optimizer.name}
        options={options}
        onChange={(name) => edit('optimizer', { optimizer: defaultOptimizer(name) })}
      />
      <OwnFields optimizer={optimizer} onChange={(field, changed) => edit(field, { optimizer: changed })} />
    </>
  );
}

interface OwnFieldsProps<Chosen extends Optimizer = Optimizer> {
  readonly optimizer: Chosen;
  onChange(field: string, optimizer: Chosen): void;
}

function OwnFields({ optimizer, onChange }: OwnFieldsProps) {
  switch (optimizer.name) {
    case 'sgd':
      return (
        <>
          <Momentum optimizer={optimizer} onChange={onChange} />
          <SwitchField
            label="Nesterov"
            checked={optimizer.nesterov}
            onChange={(nesterov) => onChange('Nesterov', { ...optimizer, nesterov })}
          />
        </>
      );
    case 'adam':
      return <AdamFields optimizer={optimizer} onChange={onChange} />;
    case 'adamw':
      return (
        <>
          <AdamFields optimizer={optimizer} onChange={onChange} />
          <NumberField
            label="Weight decay"
            value={optimizer.weightDecay}
            min={0}
            step={0.001}
            onChange={(weightDecay) => onChange('weight decay', { ...optimizer, weightDecay })}
          />
        </>
      );
    case 'rmsprop':
      return (
        <>
          <NumberField
            label="Rho"
            value={optimizer.rho}
            {...fraction}
            onChange={(rho) => onChange('rho', { ...optimizer, rho })}
          />
          <Momentum optimizer={optimizer} onChange={onChange} />
          <Epsilon optimizer={optimizer} onChange={onChange} />
        </>
      );
    case 'adagrad':
      return (
        <>
          <NumberField
            label="Initial accumulator value"
            value={optimizer.initialAccumulatorValue}
            min={0}
            step={0.1}
            onChange={(initialAccumulatorValue) =>
              onChange('initial accumulator value', { ...optimizer, initialAccumulatorValue })
            }
          />
          <Epsilon optimizer={optimizer} onChange={onChange} />
        </>
      );
    default:
      return unreachable(optimizer);
  }
}

function AdamFields<Chosen extends Extract<Optimizer, { beta1: number }>>({
  optimizer,
  onChange,
}: OwnFieldsProps<Chosen>) {
  return (
    <>
      <div className="grid grid-cols-2 gap-3">
        <NumberField
          label="Beta 1"
          value={optimizer.beta1}
          {...fraction}
          onChange={(beta1) => onChange('beta 1', { ...optimizer, beta1 })}
        />
        <NumberField
          label="Beta 2"
          value={optimizer.beta2}
          {...fraction}
          step={0.001}
          onChange={(beta2) => onChange('beta 2', { ...optimizer, beta2 })}
        />
      </div>
      <Epsilon optimizer={optimizer} onChange={onChange} />
    </>
  );
}

function Momentum<Chosen extends Extract<Optimizer, { momentum: number }>>({
  optimizer,
  onChange,
}: OwnFieldsProps<Chosen>) {
  return (
    <NumberField
      label="Momentum"
      value={optimizer.momentum}
      {...fraction}
      step={0.1}
      onChange={(momentum) => onChange('momentum', { ...optimizer, momentum })}
    />
  );
}

function Epsilon<Chosen extends Extract<Optimizer, { epsilon: number }>>({
  optimizer,
  onChange,
}: OwnFieldsProps<Chosen>) {
  return (
    <NumberField
      label="Epsilon"
      value={optimizer.epsilon}
      {...positive}
      onChange={(epsilon) => onChange('epsilon', { ...optimizer, epsilon })}
    />
  );
}
