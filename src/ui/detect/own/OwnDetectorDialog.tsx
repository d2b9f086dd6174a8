import { FilePlus2 } from 'lucide-react';
import { useState } from 'react';
import type { DetectionHead, OwnDetector } from '#protocol/detection.ts';
import type { EngineFault } from '#protocol/engine.ts';
import { addDetector } from '#state/detection.ts';
import { COCO_LABELS } from '#vision/coco-labels.ts';
import { Button } from '../../kit/Button.tsx';
import { Callout } from '../../kit/Callout.tsx';
import { Dialog } from '../../kit/Dialog.tsx';
import { controlLook, FieldFrame } from '../../kit/FieldFrame.tsx';
import { NumberField } from '../../kit/NumberField.tsx';
import { SelectField } from '../../kit/SelectField.tsx';
import { useStride } from '../../stride-context.ts';

const heads = [
  { value: 'yolox', label: 'YOLOX: [1, cells, 5 + classes]' },
  { value: 'yolo-boxes', label: 'Boxes and scores: [1, 4 + classes, places]' },
  { value: 'detr', label: 'DETR family: logits and boxes' },
  { value: 'ssd', label: 'TensorFlow.js SSD: boxes and scores' },
] as const satisfies readonly { readonly value: DetectionHead; readonly label: string }[];

const ranges = ['0..255', '0..1', '-1..1', 'imagenet'] as const;
const first = { head: 'yolox', side: 640, fit: 'letterbox', channels: 'bgr', range: '0..255' } as const;

/** A button, and the form for a detector file of one's own. */
export function OwnDetectorDialog() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" icon={FilePlus2} onClick={() => setOpen(true)} className="self-start">
        Use own detector file
      </Button>
      <Dialog title="Own detector file" open={isOpen} onClose={() => setOpen(false)}>
        <OwnDetectorForm onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function OwnDetectorForm({ onDone }: { onDone(): void }) {
  const stride = useStride();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [head, setHead] = useState<DetectionHead>(first.head);
  const [height, setHeight] = useState<number>(first.side);
  const [width, setWidth] = useState<number>(first.side);
  const [fit, setFit] = useState<OwnDetector['fit']>(first.fit);
  const [channels, setChannels] = useState<OwnDetector['channels']>(first.channels);
  const [range, setRange] = useState<OwnDetector['range']>(first.range);
  const [names, setNames] = useState<string>(COCO_LABELS.join('\n'));
  const [fault, setFault] = useState<EngineFault | null>(null);
  const [isBusy, setBusy] = useState(false);
  const model = files.find(({ name }) => /\.(onnx|json)$/i.test(name));

  const add = async () => {
    setBusy(true);
    setFault(null);
    const classNames = names
      .split(/[\n,]/)
      .map((name) => name.trim())
      .filter((name) => name !== '');
    const inputSize = { height, width };
    const name = model?.name ?? 'Own detector';
    const failed = await addDetector(stride, { name, files, head, inputSize, fit, channels, range, classNames });
    setBusy(false);
    if (failed) setFault(failed);
    else onDone();
  };

  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <FieldFrame
        id="own-detector-files"
        label="Files"
        help="An .onnx file, or a TensorFlow.js model.json together with its weight files. They stay on this computer."
      >
        <input
          id="own-detector-files"
          type="file"
          multiple
          accept=".onnx,.json,.bin"
          className={`${controlLook} py-1.5`}
          onChange={(event) => setFiles([...(event.target.files ?? [])])}
        />
      </FieldFrame>
      <SelectField label="Output layout" value={head} options={heads} onChange={(chosen) => setHead(chosen)} />
      <div className="grid grid-cols-2 gap-3">
        <NumberField label="Input height" value={height} min={1} max={4096} integer unit="px" onChange={setHeight} />
        <NumberField label="Input width" value={width} min={1} max={4096} integer unit="px" onChange={setWidth} />
        <SelectField
          label="Fit"
          value={fit}
          options={[
            { value: 'letterbox', label: 'Letterbox' },
            { value: 'stretch', label: 'Stretch' },
          ]}
          onChange={(chosen) => setFit(chosen)}
        />
        <SelectField
          label="Channels"
          value={channels}
          options={[
            { value: 'rgb', label: 'RGB' },
            { value: 'bgr', label: 'BGR' },
          ]}
          onChange={(chosen) => setChannels(chosen)}
        />
        <SelectField
          label="Pixel range"
          value={range}
          options={ranges.map((value) => ({
            value,
            label: value === 'imagenet' ? 'ImageNet mean and deviation' : value,
          }))}
          onChange={(chosen) => setRange(chosen)}
        />
      </div>
      <FieldFrame
        id="own-detector-classes"
        label="Class names"
        help="One a line, in the order of the network’s scores."
      >
        <textarea
          id="own-detector-classes"
          rows={5}
          spellCheck={false}
          className="min-h-24 w-full rounded-medium border border-line-strong/60 bg-raised px-2.5 py-1.5 text-body text-ink"
          value={names}
          onChange={(event) => setNames(event.target.value)}
        />
      </FieldFrame>
      {fault && (
        <Callout tone="error" title={fault.message}>
          {fault.remedy}
        </Callout>
      )}
      <div className="flex items-center justify-end gap-3">
        {!model && <span className="text-ink-faint text-label">Choose a file first.</span>}
        <Button type="submit" variant="primary" disabled={!model || isBusy}>
          {isBusy ? 'Opening…' : 'Add detector'}
        </Button>
      </div>
    </form>
  );
}
