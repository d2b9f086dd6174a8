import { useStore } from 'zustand';
import { present } from '#base/assert.ts';
import { choosePretrained } from '#state/pretrained.ts';
import { zooNetworks } from '#zoo/registry.ts';
import type { ZooNetwork } from '#zoo/zoo-network.ts';
import { NumberField } from '../kit/NumberField.tsx';
import { SelectField } from '../kit/SelectField.tsx';
import { SwitchField } from '../kit/SwitchField.tsx';
import { useStride } from '../stride-context.ts';
import { networkLabel } from './network-rows.ts';

const options = zooNetworks.map(({ name }) => ({ value: name, label: networkLabel(name) }));
const largestSide = 1024;

function networkNamed(name: string): ZooNetwork {
  return present(
    zooNetworks.find((network) => network.name === name),
    `${name} is in the zoo`,
  );
}

/** Which network, with or without its classifier, for pictures of what size. */
export function NetworkChoice({ isDisabled }: { readonly isDisabled: boolean }) {
  const stride = useStride();
  const { network: name, includeTop, inputSize } = useStore(stride.pretrained, ({ choice }) => choice);
  const { trainedSizes, minSize, defaultSize } = networkNamed(name);
  const sizes = trainedSizes.map((size) => ({ value: String(size), label: `${size} × ${size}` }));
  return (
    <div className="@container flex flex-col gap-3">
      <SelectField
        label="Network"
        value={name}
        options={options}
        disabled={isDisabled}
        onChange={(network) => choosePretrained(stride, { network, inputSize: networkNamed(network).defaultSize })}
      />
      <SwitchField
        label="With its classifier"
        checked={includeTop}
        disabled={isDisabled}
        help={includeTop ? 'It names 1,000 classes.' : 'It gives features, and takes pictures of any size.'}
        onChange={(isWanted) =>
          choosePretrained(stride, { includeTop: isWanted, ...(isWanted && { inputSize: defaultSize }) })
        }
      />
      {includeTop ? (
        <SelectField
          label="Picture size"
          value={String(inputSize)}
          options={sizes}
          disabled={isDisabled || sizes.length === 1}
          onChange={(size) => choosePretrained(stride, { inputSize: Number(size) })}
        />
      ) : (
        <NumberField
          label="Picture size"
          value={inputSize}
          min={minSize}
          max={largestSide}
          integer
          unit="pixels"
          disabled={isDisabled}
          onChange={(size) => choosePretrained(stride, { inputSize: size })}
        />
      )}
    </div>
  );
}
