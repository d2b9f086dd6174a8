import { Snowflake, TestTubeDiagonal } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { EngineFault } from '#protocol/engine.ts';
import { faultOf } from '#state/engine-events.ts';
import { suppress } from '#vision/nms.ts';
import { Button } from '../../kit/Button.tsx';
import { Callout } from '../../kit/Callout.tsx';
import { useStride } from '../../stride-context.ts';
import type { ShownMedia } from '../sources/source.ts';
import { DecisionStepper } from './DecisionStepper.tsx';
import { exampleFrame, type FrozenFrame } from './frozen-frame.ts';
import { IouMatrix } from './IouMatrix.tsx';
import { LabPicture } from './LabPicture.tsx';
import { fatesAt } from './lab-boxes.ts';
import { ScoreHistogram } from './ScoreHistogram.tsx';
import { TwoBoxes } from './TwoBoxes.tsx';

const nothingYet: EngineFault = {
  code: 'no-frame',
  message: 'No frame has been looked at yet.',
  remedy: 'Start the webcam, choose a video or an image, and freeze it when boxes have appeared; or take the example.',
};

/** Suppression taken apart: every candidate of a frozen frame, and each decision with its reasons. */
export function NmsLab({ media }: { readonly media: ShownMedia | null }) {
  const { detection, engine } = useStride();
  const options = useStore(detection, (state) => state.options);
  const detector = useStore(detection, (state) => state.detector);
  const [frame, setFrame] = useState<FrozenFrame | null>(null);
  const [step, setStep] = useState(0);
  const [fault, setFault] = useState<EngineFault | null>(null);
  const suppression = useMemo(() => frame && suppress(frame.candidates, options), [frame, options]);

  const open = (next: FrozenFrame) => {
    setFault(null);
    setFrame(next);
    setStep(0);
  };
  const freeze = async () => {
    try {
      const picture = media && snapshotOf(media);
      const found = await engine.detection.lastCandidates();
      if (found === null) {
        setFault(nothingYet);
        return;
      }
      const classNames = detector.phase === 'ready' ? detector.info.classNames : [];
      open({ size: found.frame, candidates: found.candidates, classNames, picture });
    } catch (thrown) {
      setFault(faultOf(thrown));
    }
  };
  const shown = suppression ? Math.min(step, suppression.decisions.length) : 0;
  return (
    <section aria-label="NMS lab" className="flex min-w-0 flex-col gap-4 bg-surface p-4">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="grow whitespace-nowrap font-semibold text-ink text-title">NMS lab</h2>
        <Button icon={Snowflake} onClick={() => void freeze()}>
          Freeze this frame
        </Button>
        <Button variant="ghost" icon={TestTubeDiagonal} onClick={() => open(exampleFrame)}>
          Take the example
        </Button>
      </div>
      <p className="text-body text-ink-muted">
        A detector proposes every thing several times. Non-maximum suppression keeps the box with the best score,
        removes those that overlap it too much, and goes on with the next. The thresholds are those of the detection
        settings.
      </p>
      {fault && (
        <Callout tone="info" title={fault.message}>
          {fault.remedy}
        </Callout>
      )}
      {frame && suppression && (
        <>
          <div className="grid @3xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-4">
            <LabPicture
              frame={frame}
              fates={fatesAt(frame.candidates.length, suppression, shown)}
              decision={suppression.decisions[shown - 1] ?? null}
            />
            <div className="flex min-w-0 flex-col gap-4">
              <DecisionStepper frame={frame} suppression={suppression} step={shown} onStep={setStep} />
              <ScoreHistogram scores={frame.candidates.map(({ score }) => score)} threshold={options.scoreThreshold} />
            </div>
          </div>
          <h3 className="font-semibold text-ink text-label">IoU of the best candidates</h3>
          <IouMatrix
            candidates={frame.candidates}
            classNames={frame.classNames}
            threshold={options.method.type === 'softGaussian' ? null : options.method.iouThreshold}
          />
        </>
      )}
      <h3 className="font-semibold text-ink text-label">Two boxes</h3>
      <TwoBoxes />
    </section>
  );
}

/** What the media element shows now, as a canvas of its own. */
function snapshotOf({ element }: ShownMedia): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const isVideo = element instanceof HTMLVideoElement;
  canvas.width = isVideo ? element.videoWidth : element.width;
  canvas.height = isVideo ? element.videoHeight : element.height;
  canvas.getContext('2d')?.drawImage(element, 0, 0);
  return canvas;
}
