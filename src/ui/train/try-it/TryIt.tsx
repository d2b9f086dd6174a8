import { ImageUp, type LucideIcon, PenLine, Webcam } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { classNames } from '../../kit/class-names.ts';
import { Panel } from '../../kit/Panel.tsx';
import { ChosenImage } from './ChosenImage.tsx';
import { DrawingPad } from './DrawingPad.tsx';
import { NetworkView } from './NetworkView.tsx';
import { PredictionArea } from './PredictionArea.tsx';
import { useDroppedPictures } from './use-dropped-pictures.ts';
import { usePrediction } from './use-prediction.ts';
import { useSubject } from './use-subject.ts';
import { WebcamView } from './WebcamView.tsx';

type Way = 'drawing' | 'image' | 'webcam';

/** The trained network, tried on a picture of one's own. */
export function TryIt({ scroll }: { readonly scroll: boolean }) {
  const [way, setWay] = useState<Way>('drawing');
  const [file, setFile] = useState<File | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const subject = useSubject();
  const { state, ask, clear } = usePrediction();

  const go = (next: Way) => {
    if (next !== way) clear();
    setWay(next);
  };
  const open = useCallback(
    (chosen: File) => {
      clear();
      setWay('image');
      setFile(chosen);
    },
    [clear],
  );
  const { isOver, handlers } = useDroppedPictures(open);

  const aside = <NetworkView state={state} />;
  return (
    <Panel label="Try it" scroll={scroll}>
      <div
        {...handlers}
        className={classNames(
          '@container mx-auto flex w-full max-w-128 flex-col gap-4 p-3',
          isOver && 'bg-accent-soft',
        )}
      >
        <div className="grid grid-cols-3 gap-1 rounded-medium bg-sunken p-1">
          <WayButton
            icon={PenLine}
            label={subject === 'digit' ? 'Draw a digit' : 'Draw'}
            isOn={way === 'drawing'}
            onClick={() => go('drawing')}
          />
          <WayButton
            icon={ImageUp}
            label="Choose image"
            isOn={way === 'image'}
            onClick={() => {
              go('image');
              picker.current?.click();
            }}
          />
          <WayButton icon={Webcam} label="Use webcam" isOn={way === 'webcam'} onClick={() => go('webcam')} />
        </div>
        <input
          ref={picker}
          type="file"
          accept="image/*"
          hidden
          aria-label="Image file"
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            // The same file may be chosen again.
            event.target.value = '';
            if (chosen) open(chosen);
          }}
        />
        {way === 'drawing' && <DrawingPad onDrawing={ask} onClear={clear} aside={aside} />}
        {way === 'image' && <ChosenImage file={file} onPicture={ask} aside={aside} />}
        {way === 'webcam' && <WebcamView onFrame={ask} onStop={() => go('drawing')} aside={aside} />}
        <PredictionArea state={state} />
      </div>
    </Panel>
  );
}

interface WayButtonProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly isOn: boolean;
  onClick(): void;
}

function WayButton({ icon: Icon, label, isOn, onClick }: WayButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onClick}
      className="flex min-h-9 min-w-0 items-center justify-center gap-1.5 rounded-small px-1 font-medium text-ink-muted text-label hover:text-ink aria-pressed:bg-raised aria-pressed:text-ink aria-pressed:shadow-low pointer-coarse:min-h-11"
    >
      <Icon aria-hidden="true" className="hidden size-3.5 shrink-0 @xs:block" />
      {label}
    </button>
  );
}
