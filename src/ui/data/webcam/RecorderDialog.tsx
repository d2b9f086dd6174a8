import { RotateCcw, SwitchCamera } from 'lucide-react';
import { useCallback, useId, useRef, useState } from 'react';
import { formatCount } from '#base/format.ts';
import type { ClassSummary } from '#protocol/library.ts';
import { recordFrame } from '#state/library-import.ts';
import { type CameraChoice, frontCamera, useCamera } from '../../camera/use-camera.ts';
import { Button } from '../../kit/Button.tsx';
import { Callout } from '../../kit/Callout.tsx';
import { classNames } from '../../kit/class-names.ts';
import { Dialog } from '../../kit/Dialog.tsx';
import { controlLook, FieldFrame } from '../../kit/FieldFrame.tsx';
import { IconButton } from '../../kit/IconButton.tsx';
import { SelectField } from '../../kit/SelectField.tsx';
import { Skeleton } from '../../kit/Skeleton.tsx';
import { SwitchField } from '../../kit/SwitchField.tsx';
import { useStride } from '../../stride-context.ts';
import { HoldButton } from './HoldButton.tsx';
import { useRecorder } from './use-recorder.ts';

const rateOptions = ['1', '2', '5', '10', '15'].map((value) => ({ value, label: `${value} a second` }));
const delayOptions = [
  { value: '0', label: 'While I hold it' },
  { value: '3', label: 'After 3 seconds' },
  { value: '5', label: 'After 5 seconds' },
];

export interface RecorderDialogProps {
  readonly classes: readonly ClassSummary[];
  /** The class that is recorded first. */
  readonly className: string;
  onClose(): void;
}

/** Pictures from the webcam, many a second, into a class. */
export function RecorderDialog({ classes, className, onClose }: RecorderDialogProps) {
  return (
    <Dialog title="Record from webcam" open onClose={onClose}>
      <RecorderView classes={classes} className={className} />
    </Dialog>
  );
}

/** In the dialog rather than around it, so that the camera is let go with the dialog's content. */
function RecorderView({ classes, className }: Omit<RecorderDialogProps, 'onClose'>) {
  const stride = useStride();
  const [choice, setChoice] = useState<CameraChoice>(frontCamera);
  const { state, video, devices, retry } = useCamera(choice);
  const [name, setName] = useState(className);
  const [rate, setRate] = useState('5');
  const [delay, setDelay] = useState('0');
  const [isMirrored, setMirrored] = useState(true);
  const frames = useRef<HTMLCanvasElement>(null);
  const target = name.trim();
  const isLive = state.phase === 'live';

  const take = useCallback(
    async (frame: ImageBitmap) => {
      drawLast(frames.current, frame);
      return recordFrame(stride, target, frame);
    },
    [stride, target],
  );
  const recorder = useRecorder({ video, rate: Number(rate), take });
  const isRecording = recorder.isRecording && isLive;
  const known = classes.find((summary) => summary.name === target)?.count ?? 0;

  return (
    <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_13rem]">
      <div className="flex min-w-0 flex-col gap-3">
        {state.phase === 'failed' ? (
          <Callout
            tone="error"
            title={state.fault.message}
            actions={
              <Button size="small" icon={RotateCcw} onClick={retry}>
                Try again
              </Button>
            }
          >
            {state.fault.remedy}
          </Callout>
        ) : (
          <div
            className={classNames(
              'relative aspect-4/3 w-full overflow-hidden rounded-medium border bg-sunken',
              isRecording ? 'border-danger outline-2 outline-danger' : 'border-line-strong',
            )}
          >
            {state.phase === 'starting' && <Skeleton className="absolute inset-0" />}
            <video
              ref={video}
              muted
              playsInline
              aria-label="Webcam"
              className={classNames('size-full object-cover', isMirrored && '-scale-x-100')}
            />
            <span
              aria-hidden="true"
              className={classNames('absolute bottom-2 left-2', recorder.count === 0 && 'invisible')}
            >
              <canvas ref={frames} width={64} height={48} className="w-16 rounded-small border border-line bg-sunken" />
            </span>
          </div>
        )}
        <div className="flex items-center gap-3">
          <HoldButton
            isRecording={isRecording}
            disabled={!isLive || target === ''}
            delay={Number(delay)}
            onStart={recorder.start}
            onStop={recorder.stop}
          />
          <p role="status" className="w-32 text-label text-ink-muted">
            {statusText(state.phase, recorder.count, known, target)}
          </p>
        </div>
        {recorder.fault && (
          <Callout tone="error" title={recorder.fault.message}>
            {recorder.fault.remedy}
          </Callout>
        )}
      </div>
      <div className="flex flex-col gap-3">
        <ClassField classes={classes} value={name} onChange={setName} />
        <div className="grid grid-cols-2 gap-3 sm:grid-cols-1">
          <SelectField label="Pictures" value={rate} options={rateOptions} onChange={setRate} />
          <SelectField label="Record" value={delay} options={delayOptions} onChange={setDelay} />
        </div>
        <div className="flex items-end gap-2">
          <div className="min-w-0 flex-1">
            <SelectField
              label="Camera"
              value={choice.deviceId ?? ''}
              options={[
                { value: '', label: choice.facing === 'user' ? 'Front or only' : 'Rear' },
                ...devices.map(({ id, label }) => ({ value: id, label })),
              ]}
              onChange={(id) => setChoice({ ...choice, deviceId: id === '' ? null : id })}
            />
          </div>
          <IconButton
            label={choice.facing === 'user' ? 'Use the rear camera' : 'Use the front camera'}
            icon={SwitchCamera}
            onClick={() => {
              const facing = choice.facing === 'user' ? 'environment' : 'user';
              setChoice({ deviceId: null, facing });
              setMirrored(facing === 'user');
            }}
          />
        </div>
        <SwitchField
          label="Mirror the preview"
          checked={isMirrored}
          onChange={setMirrored}
          help="Pictures are kept as the camera sees them."
        />
      </div>
    </div>
  );
}

function statusText(phase: string, count: number, known: number, className: string): string {
  if (phase === 'starting') return 'Waiting for the camera. The browser may ask you to allow it.';
  if (className === '') return 'Name a class first.';
  return `${formatCount(count)} recorded, ${formatCount(known)} in ${className}.`;
}

/** Shows the frame that was taken last, so that one sees what is recorded. */
function drawLast(canvas: HTMLCanvasElement | null, frame: ImageBitmap): void {
  canvas?.getContext('2d')?.drawImage(frame, 0, 0, canvas.width, canvas.height);
}

interface ClassFieldProps {
  readonly classes: readonly ClassSummary[];
  readonly value: string;
  onChange(name: string): void;
}

/** An old class, offered while typing, or a new one. */
function ClassField({ classes, value, onChange }: ClassFieldProps) {
  const id = useId();
  return (
    <FieldFrame id={id} label="Class" help="Choose one, or type a new name.">
      <input
        id={id}
        type="text"
        list={`${id}-classes`}
        className={controlLook}
        value={value}
        autoComplete="off"
        spellCheck={false}
        aria-describedby={`${id}-help`}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={`${id}-classes`}>
        {classes.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </FieldFrame>
  );
}
