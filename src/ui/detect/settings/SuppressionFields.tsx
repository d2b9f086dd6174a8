import { useStore } from 'zustand';
import { setDetectionOptions } from '#state/detection.ts';
import { MOST_DETECTIONS } from '#vision/detection.ts';
import type { SuppressionMethod } from '#vision/nms.ts';
import { NumberField } from '../../kit/NumberField.tsx';
import { SelectField } from '../../kit/SelectField.tsx';
import { SliderField } from '../../kit/SliderField.tsx';
import { SwitchField } from '../../kit/SwitchField.tsx';
import { useStride } from '../../stride-context.ts';

const methodOptions = [
  { value: 'hard', label: 'Hard NMS' },
  { value: 'softLinear', label: 'Soft-NMS, linear' },
  { value: 'softGaussian', label: 'Soft-NMS, Gaussian' },
  { value: 'diou', label: 'DIoU-NMS' },
] as const satisfies readonly { readonly value: SuppressionMethod['type']; readonly label: string }[];

const two = (value: number) => value.toFixed(2);
const usualThreshold = 0.45;
const usualSigma = 0.5;

function methodOf(type: SuppressionMethod['type'], before: SuppressionMethod): SuppressionMethod {
  if (type === 'softGaussian') return { type, sigma: usualSigma };
  return { type, iouThreshold: before.type === 'softGaussian' ? usualThreshold : before.iouThreshold };
}

/** Which of the detector's candidates are shown. None of this asks the network again. */
export function SuppressionFields() {
  const stride = useStride();
  const options = useStore(stride.detection, (state) => state.options);
  const set = (change: Parameters<typeof setDetectionOptions>[1]) => void setDetectionOptions(stride, change);
  const { method } = options;
  return (
    <div className="flex flex-col gap-3">
      <SliderField
        label="Score threshold"
        value={options.scoreThreshold}
        min={0.02}
        max={0.98}
        step={0.01}
        format={two}
        onChange={(scoreThreshold) => set({ scoreThreshold })}
      />
      {method.type === 'softGaussian' ? (
        <SliderField
          label="Sigma"
          value={method.sigma}
          min={0.1}
          max={2}
          step={0.05}
          format={two}
          help="Boxes that overlap a better one lose score, the more the smaller sigma is."
          onChange={(sigma) => set({ method: { ...method, sigma } })}
        />
      ) : (
        <SliderField
          label="IoU threshold"
          value={method.iouThreshold}
          min={0}
          max={1}
          step={0.01}
          format={two}
          help="A box that overlaps a better one by more than this is suppressed."
          onChange={(iouThreshold) => set({ method: { ...method, iouThreshold } })}
        />
      )}
      <SelectField
        label="Suppression"
        value={method.type}
        options={methodOptions}
        onChange={(type) => set({ method: methodOf(type, method) })}
      />
      <NumberField
        label="Most boxes"
        value={options.topK}
        min={1}
        max={MOST_DETECTIONS}
        integer
        onChange={(topK) => set({ topK })}
      />
      <SwitchField
        label="Across classes"
        help="A box suppresses boxes of every class, not only of its own."
        checked={!options.isClasswise}
        onChange={(isAgnostic) => set({ isClasswise: !isAgnostic })}
      />
    </div>
  );
}
