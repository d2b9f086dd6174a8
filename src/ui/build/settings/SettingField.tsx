import type { AnyConfigField } from '#graph/layers/definition-of.ts';
import { NumberField } from '../../kit/NumberField.tsx';
import { SelectField } from '../../kit/SelectField.tsx';
import { SwitchField } from '../../kit/SwitchField.tsx';
import { ChannelList } from './ChannelList.tsx';
import { ShapeField } from './ShapeField.tsx';

export interface SettingFieldProps {
  readonly field: AnyConfigField;
  readonly value: unknown;
  onChange(value: unknown): void;
}

/** The control that a setting's field asks for. */
export function SettingField({ field, value, onChange }: SettingFieldProps) {
  const { label, help } = field;
  switch (field.control) {
    case 'integer':
    case 'number':
      if (Array.isArray(value)) return <ChannelList label={label} values={numbersIn(value)} />;
      return (
        <NumberField
          label={label}
          value={Number(value)}
          min={field.min}
          max={field.max}
          step={field.control === 'number' ? field.step : undefined}
          integer={field.control === 'integer'}
          unit={field.unit}
          help={help}
          onChange={onChange}
        />
      );
    case 'integers':
    case 'numbers': {
      const numbers = numbersIn(value);
      return (
        <div className="flex flex-col gap-1">
          <div className="grid grid-cols-2 gap-2">
            {field.parts.map((part, index) => (
              <NumberField
                key={part}
                label={`${label} ${part}`}
                value={numbers[index] ?? field.min}
                min={field.min}
                max={field.max}
                unit={field.unit}
                step={field.control === 'numbers' ? field.step : undefined}
                integer={field.control === 'integers'}
                onChange={(number) => onChange(field.parts.map((_, at) => (at === index ? number : numbers[at])))}
              />
            ))}
          </div>
          {help && <p className="text-caption text-ink-faint">{help}</p>}
        </div>
      );
    }
    case 'shape':
      return (
        <ShapeField
          label={label}
          value={numbersIn(value)}
          min={field.min}
          max={field.max}
          help={help}
          onChange={onChange}
        />
      );
    case 'choice':
      return (
        <SelectField
          label={label}
          value={String(value)}
          options={field.options.map((option) => ({ value: option, label: option }))}
          help={help}
          onChange={onChange}
        />
      );
    case 'switch':
      return <SwitchField label={label} checked={value === true} help={help} onChange={onChange} />;
  }
}

function numbersIn(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.map(Number) : [];
}

/** Where a setting may be null: what it starts from when it gets a value of its own, another pair of the same layer. */
export function firstOwnValue(
  field: AnyConfigField,
  fields: readonly AnyConfigField[],
  config: Readonly<Record<string, unknown>>,
): unknown {
  if (field.control !== 'integers' && field.control !== 'numbers') return null;
  const like = fields.find(
    (other) =>
      other.control === field.control && other.parts.length === field.parts.length && config[other.key] !== null,
  );
  return like ? config[like.key] : field.parts.map(() => field.min);
}
