import { useState } from 'react';
import { messageOf } from '#base/errors.ts';
import type { AnyConfigField } from '#graph/layers/definition-of.ts';
import { setTransform } from '#state/augment.ts';
import type { Transform } from '#state/augment-store.ts';
import { firstOwnValue, SettingField } from '../../build/settings/SettingField.tsx';
import { SwitchField } from '../../kit/SwitchField.tsx';
import { useStride } from '../../stride-context.ts';
import { RangeSlider } from '../RangeSlider.tsx';

/** A range wider than that is no share of anything: it is typed. */
const widestSlider = 12;

export interface TransformFieldProps {
  readonly transform: Transform;
  readonly field: AnyConfigField;
  readonly fields: readonly AnyConfigField[];
}

/** One setting of a transform: a slider where it is a range of shares, else the control that Build has for it. */
export function TransformField({ transform, field, fields }: TransformFieldProps) {
  const stride = useStride();
  const [refusal, setRefusal] = useState<string | null>(null);
  const config: Readonly<Record<string, unknown>> = { ...transform.config };
  const value = config[field.key];
  const change = (next: unknown) => {
    try {
      setTransform(stride, transform.name, { [field.key]: next });
      setRefusal(null);
    } catch (thrown) {
      setRefusal(messageOf(thrown));
    }
  };
  const isSlider = field.control === 'numbers' && field.max - field.min < widestSlider;
  return (
    <div className="flex flex-col gap-1">
      {field.whenNull !== undefined && (
        <SwitchField
          label={`${field.label} ${field.whenNull}`}
          checked={value === null}
          onChange={(isNull) => change(isNull ? null : firstOwnValue(field, fields, config))}
        />
      )}
      {isSlider && Array.isArray(value) && (
        <RangeSlider
          label={field.label}
          parts={field.parts}
          values={value.map(Number)}
          min={field.min}
          max={field.max}
          step={field.step}
          help={field.help}
          shown={wordsFor(value.map(Number), field.parts)}
          onChange={change}
        />
      )}
      {!isSlider && value !== null && <SettingField field={field} value={value} onChange={change} />}
      {refusal && (
        <p role="alert" className="text-danger text-label">
          {refusal}
        </p>
      )}
    </div>
  );
}

/** `-0.1 to 0.1` for a range, `less 0.2, more 0.2` for two numbers that are none. */
function wordsFor(values: readonly number[], parts: readonly string[]): string {
  const texts = values.map((value) => String(Number(value.toFixed(3))));
  if (parts[0] === 'less') return texts.map((text, at) => `${parts[at]} ${text}`).join(', ');
  return texts.join(' to ');
}
