import { fillModes, type GeneratorSettings, withGenerator } from '#data/augmentation/generator-settings.ts';
import { NumberField } from '../../kit/NumberField.tsx';
import { SelectField } from '../../kit/SelectField.tsx';
import { SwitchField } from '../../kit/SwitchField.tsx';
import { RangeSlider } from '../RangeSlider.tsx';
import { type RangeField, rangeFields, valuesOf } from './generator-fields.ts';
import { RescaleField } from './RescaleField.tsx';
import { ShiftField } from './ShiftField.tsx';

export interface GeneratorFieldProps {
  readonly settings: GeneratorSettings;
  onChange(settings: GeneratorSettings): void;
}

/** Every argument of ImageDataGenerator that augments, under its own name. */
export function GeneratorForm({
  settings,
  size,
  onChange,
}: GeneratorFieldProps & { readonly size: { readonly height: number; readonly width: number } }) {
  const set = (patch: Parameters<typeof withGenerator>[1]) => onChange(withGenerator(settings, patch));
  const slider = ({ argument, min, max, step, help, format }: RangeField) => {
    const values = valuesOf(settings, argument);
    return (
      <RangeSlider
        label={argument}
        parts={values.length > 1 ? ['lower', 'upper'] : undefined}
        values={values}
        min={Math.min(min, ...values)}
        max={Math.max(max, ...values)}
        step={step}
        help={help}
        shown={format(values)}
        onChange={(chosen) => set({ [argument]: values.length > 1 ? chosen : chosen[0] })}
      />
    );
  };
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="sr-only">ImageDataGenerator’s arguments</legend>
      <RescaleField settings={settings} onChange={onChange} />
      <SwitchField
        label="horizontal_flip"
        checked={settings.horizontal_flip}
        onChange={(horizontal_flip) => set({ horizontal_flip })}
      />
      <SwitchField
        label="vertical_flip"
        checked={settings.vertical_flip}
        onChange={(vertical_flip) => set({ vertical_flip })}
      />
      {slider(rangeFields.rotation_range)}
      <ShiftField axis="width" pixels={size.width} settings={settings} onChange={onChange} />
      <ShiftField axis="height" pixels={size.height} settings={settings} onChange={onChange} />
      {slider(rangeFields.zoom_range)}
      {slider(rangeFields.shear_range)}
      {slider(rangeFields.brightness_range)}
      {slider(rangeFields.channel_shift_range)}
      <SelectField
        label="fill_mode"
        value={settings.fill_mode}
        options={fillModes.map((value) => ({ value, label: value }))}
        help="What is seen beyond the edge of a picture that was moved."
        onChange={(fill_mode) => set({ fill_mode })}
      />
      {settings.fill_mode === 'constant' && (
        <NumberField
          label="cval"
          value={settings.cval}
          min={-65536}
          max={65536}
          help="The value beyond the edge."
          onChange={(cval) => set({ cval })}
        />
      )}
    </fieldset>
  );
}
