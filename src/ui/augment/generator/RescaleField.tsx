import { withGenerator } from '#data/augmentation/generator-settings.ts';
import { SelectField } from '../../kit/SelectField.tsx';
import type { GeneratorFieldProps } from './GeneratorForm.tsx';

const usual = [
  { value: 'None', label: 'None', rescale: null },
  { value: '1/255', label: '1./255, to 0…1', rescale: 1 / 255 },
  { value: '1/127.5', label: '1./127.5, to 0…2', rescale: 1 / 127.5 },
] as const;

/** One of the factors that are in use, or the one that a pasted call has. */
export function RescaleField({ settings, onChange }: GeneratorFieldProps) {
  const { rescale } = settings;
  const own = { value: 'own', label: String(rescale), rescale };
  const isUsual = usual.some((each) => each.rescale === rescale);
  const options = isUsual ? usual : [...usual, own];
  return (
    <SelectField
      label="rescale"
      value={(usual.find((each) => each.rescale === rescale) ?? own).value}
      options={options}
      onChange={(chosen) => {
        const option = options.find(({ value }) => value === chosen);
        if (option) onChange(withGenerator(settings, { rescale: option.rescale }));
      }}
    />
  );
}
