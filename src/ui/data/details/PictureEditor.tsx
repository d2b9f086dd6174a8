import { useMemo, useState } from 'react';
import { formatShape } from '#base/format.ts';
import { type FitMode, fitModes, largestTargetSide, type PictureSettings } from '#data/picture-settings.ts';
import { setPictureSettings } from '#state/library-edits.ts';
import type { ShownDataset } from '#state/library-store.ts';
import { Button } from '../../kit/Button.tsx';
import { NumberField } from '../../kit/NumberField.tsx';
import { SelectField } from '../../kit/SelectField.tsx';
import { useStride } from '../../stride-context.ts';
import { commonSize } from './common-size.ts';
import { FitPreview } from './FitPreview.tsx';

const fitTexts: Readonly<Record<FitMode, { readonly label: string; readonly help: string }>> = {
  stretch: { label: 'Stretch', help: 'To the target size whatever the shape, as Keras’s load_img does.' },
  crop: { label: 'Crop to aspect ratio', help: 'The largest middle part of the target’s shape: crop_to_aspect_ratio.' },
  letterbox: { label: 'Letterbox', help: 'The whole picture, with black bars: pad_to_aspect_ratio.' },
};

const channelOptions = [
  { value: '3', label: 'RGB, 3 channels' },
  { value: '1', label: 'Grayscale, 1 channel' },
] as const;

const side = { min: 1, max: largestTargetSide, integer: true } as const;

/** How pictures of any size become samples of one size, with what that does to some of them. */
export function PictureEditor({ shown }: { readonly shown: ShownDataset }) {
  const stride = useStride();
  const { settings: kept } = shown.description;
  const [draft, setDraft] = useState<PictureSettings>(kept);
  const edit = (part: Partial<PictureSettings>) => setDraft({ ...draft, ...part });
  const isChanged =
    draft.height !== kept.height ||
    draft.width !== kept.width ||
    draft.channels !== kept.channels ||
    draft.fit !== kept.fit;
  const common = useMemo(() => commonSize(shown.columns), [shown.columns]);
  const isCommon =
    common === null ||
    (common.height === draft.height && common.width === draft.width && common.channels === draft.channels);
  return (
    <div className="flex flex-col gap-3 p-3">
      <p className="text-ink-muted">
        The originals stay as they are; the network gets every picture as{' '}
        {formatShape([kept.height, kept.width, kept.channels])}.
      </p>
      {!isCommon && (
        <Button size="small" className="self-start" onClick={() => edit(common)}>
          As the pictures are, {formatShape([common.height, common.width, common.channels])}
        </Button>
      )}
      <div className="grid grid-cols-2 items-start gap-3">
        <NumberField label="Height" value={draft.height} unit="px" {...side} onChange={(height) => edit({ height })} />
        <NumberField label="Width" value={draft.width} unit="px" {...side} onChange={(width) => edit({ width })} />
      </div>
      <SelectField
        label="Color mode"
        value={draft.channels === 1 ? '1' : '3'}
        options={channelOptions}
        onChange={(channels) => edit({ channels: channels === '1' ? 1 : 3 })}
      />
      <SelectField<FitMode>
        label="Fit"
        value={draft.fit}
        options={fitModes.map((value) => ({ value, label: fitTexts[value].label }))}
        help={fitTexts[draft.fit].help}
        onChange={(fit) => edit({ fit })}
      />
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" disabled={!isChanged} onClick={() => void setPictureSettings(stride, draft)}>
          Use this size
        </Button>
        {isChanged && (
          <Button variant="ghost" onClick={() => setDraft(kept)}>
            Back to {formatShape([kept.height, kept.width, kept.channels])}
          </Button>
        )}
      </div>
      <FitPreview shown={shown} settings={draft} />
    </div>
  );
}
