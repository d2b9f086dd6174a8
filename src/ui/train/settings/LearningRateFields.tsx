import { unreachable } from '#base/assert.ts';
import { defaultSchedule } from '#graph/training/training-defaults.ts';
import { type Schedule, scheduleNames } from '#graph/training/training-settings.ts';
import { NumberField } from '../../kit/NumberField.tsx';
import { SelectField } from '../../kit/SelectField.tsx';
import { useProject } from '../../stride-context.ts';
import { count, fraction, positive } from './number-limits.ts';
import { useEditTraining } from './use-edit-training.ts';

const labels: Readonly<Record<Schedule['name'], string>> = {
  constant: 'Constant',
  step: 'Step',
  cosine: 'Cosine decay',
  exponential: 'Exponential decay',
};
const options = scheduleNames.map((value) => ({ value, label: labels[value] }));

export function LearningRateFields() {
  const learningRate = useProject(({ training }) => training.learningRate);
  const schedule = useProject(({ training }) => training.schedule);
  const edit = useEditTraining();
  return (
    <>
      <NumberField
        label="Learning rate"
        value={learningRate}
        {...positive}
        step={0.0001}
        onChange={(changed) => edit('learning rate', { learningRate: changed })}
      />
      <SelectField
        label="Schedule"
        value={schedule.name}
        options={options}
        onChange={(name) => edit('schedule', { schedule: defaultSchedule(name) })}
      />
      <OwnFields schedule={schedule} onChange={(field, changed) => edit(field, { schedule: changed })} />
    </>
  );
}

interface OwnFieldsProps {
  readonly schedule: Schedule;
  onChange(field: string, schedule: Schedule): void;
}

function OwnFields({ schedule, onChange }: OwnFieldsProps) {
  switch (schedule.name) {
    case 'constant':
      return null;
    case 'step':
      return (
        <div className="grid grid-cols-2 items-start gap-3">
          <NumberField
            label="Every"
            unit="epochs"
            value={schedule.everyEpochs}
            {...count}
            onChange={(everyEpochs) => onChange('epochs between drops', { ...schedule, everyEpochs })}
          />
          <NumberField
            label="Factor"
            value={schedule.factor}
            {...fraction}
            step={0.1}
            onChange={(factor) => onChange('factor', { ...schedule, factor })}
          />
        </div>
      );
    case 'cosine':
      return (
        <NumberField
          label="Alpha"
          help="The last rate, as a share of the first."
          value={schedule.alpha}
          {...fraction}
          onChange={(alpha) => onChange('alpha', { ...schedule, alpha })}
        />
      );
    case 'exponential':
      return (
        <NumberField
          label="Decay rate"
          help="What remains of the rate after each epoch."
          value={schedule.decayRate}
          {...fraction}
          step={0.05}
          onChange={(decayRate) => onChange('decay rate', { ...schedule, decayRate })}
        />
      );
    default:
      return unreachable(schedule);
  }
}
