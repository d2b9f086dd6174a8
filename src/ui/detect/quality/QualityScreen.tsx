import { Gauge, SquarePen } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { PictureSet } from '#protocol/quality.ts';
import { listDetectors, stopDetection } from '#state/detection.ts';
import { evaluateQuality, setErrorOptions, setVocRule, stopMeasuring } from '#state/quality-run.ts';
import { useMediaQuery } from '../../build/use-media-query.ts';
import { Button } from '../../kit/Button.tsx';
import { classNames } from '../../kit/class-names.ts';
import { Panel } from '../../kit/Panel.tsx';
import { SelectField } from '../../kit/SelectField.tsx';
import { SliderField } from '../../kit/SliderField.tsx';
import { useStride } from '../../stride-context.ts';
import { DetectorField } from '../settings/DetectorField.tsx';
import { ClassMatching } from './ClassMatching.tsx';
import { MeasureControls } from './MeasureControls.tsx';
import { OpenPictures } from './OpenPictures.tsx';
import { QualityResults } from './QualityResults.tsx';
import { SetFacts } from './SetFacts.tsx';

/** How good a detector is on a person's own annotated pictures. */
export function QualityScreen({ onAnnotate }: { onAnnotate(): void }) {
  const stride = useStride();
  const open = useStore(stride.quality, (state) => state.open);
  const isEngineReady = useStore(stride.backend, ({ phase }) => phase === 'ready');
  useEffect(() => {
    if (isEngineReady) void listDetectors(stride);
  }, [stride, isEngineReady]);
  useEffect(() => {
    // What was drawn meanwhile changes the figures.
    void evaluateQuality(stride);
    return () => {
      stopMeasuring(stride);
      void stopDetection(stride);
    };
  }, [stride]);
  return open.phase === 'open' ? (
    <Measuring set={open.set} onAnnotate={onAnnotate} />
  ) : (
    <OpenPictures
      icon={Gauge}
      title="Measure a detector on your own pictures"
      text="Choose a folder or a zip of pictures with their annotations: COCO JSON, Pascal VOC XML or YOLO text with its class names."
    />
  );
}

function Measuring({ set, onAnnotate }: { readonly set: PictureSet; onAnnotate(): void }) {
  const stride = useStride();
  const isWide = useMediaQuery('(min-width: 900px)');
  const labels = useStore(stride.quality, (state) => state.labels) ?? set.labels;
  const measuredBy = useStore(stride.quality, (state) => state.measuredBy);
  const detectors = useStore(stride.detection, (state) => state.detectors);
  const chosen = useStore(stride.detection, (state) => state.chosen);
  const info = detectors.find(({ id }) => id === chosen);
  const detectorNames = measuredBy?.classNames ?? info?.classNames ?? [];
  return (
    <div
      className={classNames(
        isWide
          ? 'grid h-full grid-cols-[minmax(0,1fr)_20rem] gap-px bg-line'
          : 'flex flex-col gap-2 overflow-x-hidden bg-ground',
      )}
    >
      <section
        aria-label="Quality"
        className={classNames('@container min-w-0 bg-surface p-4', isWide && 'min-h-0 overflow-y-auto')}
      >
        <div className="flex flex-col gap-4">
          <MeasureControls />
          <QualityResults set={set} />
        </div>
      </section>
      <div className={classNames('flex min-w-0 flex-col bg-surface', isWide && 'min-h-0 overflow-y-auto')}>
        <Panel
          label="Pictures"
          actions={
            <Button size="small" variant="ghost" icon={SquarePen} onClick={onAnnotate}>
              Correct
            </Button>
          }
        >
          <SetFacts set={set} />
        </Panel>
        <Panel label="Measurement settings">
          <div className="flex flex-col gap-4 p-3">
            <MeasurementFields />
          </div>
        </Panel>
        <Panel label="Matching classes">
          <div className="p-3">
            <ClassMatching labels={labels} detectorNames={detectorNames} />
          </div>
        </Panel>
      </div>
    </div>
  );
}

function MeasurementFields() {
  const stride = useStride();
  const vocRule = useStore(stride.quality, (state) => state.vocRule);
  const errors = useStore(stride.quality, (state) => state.errors);
  // While it loads, its download can still be cancelled.
  const isInUse = useStore(stride.quality, ({ measuring: { phase } }) => phase === 'running' || phase === 'evaluating');
  const [threshold, setThreshold] = useState(errors.scoreThreshold);
  useEffect(() => {
    if (threshold === errors.scoreThreshold) return;
    // A slider says a lot on its way, and ranking thousands of pictures takes a while.
    const timer = setTimeout(() => void setErrorOptions(stride, { ...errors, scoreThreshold: threshold }), 150);
    return () => clearTimeout(timer);
  }, [stride, threshold, errors]);
  return (
    <>
      <fieldset disabled={isInUse} className="min-w-0">
        <DetectorField isRunning={false} />
      </fieldset>
      <SelectField
        label="VOC rule"
        value={vocRule}
        options={[
          { value: 'allPoints', label: 'All points (since 2010)' },
          { value: 'voc11', label: '11 points (until 2009)' },
        ]}
        onChange={(chosen) => void setVocRule(stride, chosen)}
      />
      <SliderField
        label="Score threshold of the errors"
        value={threshold}
        min={0.05}
        max={0.95}
        step={0.05}
        format={(value) => value.toFixed(2)}
        help="Detections below it are not counted as errors. The average precision takes all of them."
        onChange={setThreshold}
      />
    </>
  );
}
