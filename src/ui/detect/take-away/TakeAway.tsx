import { Camera, CircleDot, CircleStop, FileJson, FileSpreadsheet } from 'lucide-react';
import { useStore } from 'zustand';
import { formatDuration } from '#base/format.ts';
import { downloadBlob } from '#state/download-blob.ts';
import { downloadJson } from '#state/download-json.ts';
import { Button } from '../../kit/Button.tsx';
import { IconButton } from '../../kit/IconButton.tsx';
import { useStride } from '../../stride-context.ts';
import { classNamesOf } from '../class-names-of.ts';
import { detectionsCsv, detectionsJson } from '../results/detection-text.ts';
import type { ShownMedia } from '../sources/source.ts';
import { useOverlayOptions } from '../stage/overlay-options.ts';
import { createShownBoxes } from '../stage/shown-boxes.ts';
import { compose } from './compose.ts';
import { useRecorder } from './use-recorder.ts';

export interface TakeAwayProps {
  readonly media: ShownMedia | null;
}

/** What is on show, taken away: as a picture, a video, or the boxes' numbers. */
export function TakeAway({ media }: TakeAwayProps) {
  const stride = useStride();
  const { detection } = stride;
  const overlay = useOverlayOptions();
  const hasFound = useStore(detection, ({ found }) => found !== null);
  const recorder = useRecorder(media);

  const snapshot = () => {
    const context = document.createElement('canvas').getContext('2d');
    if (!media || !context) return;
    const state = detection.getState();
    const shown = createShownBoxes(true);
    if (state.found) shown.step(state.found, 0);
    compose(context, { media, found: state.found, boxes: shown.at(0), classNames: classNamesOf(state), ...overlay });
    context.canvas.toBlob((blob) => blob && downloadBlob('detections.png', blob), 'image/png');
  };
  const withFound = (take: (found: NonNullable<ReturnType<typeof detection.getState>['found']>) => void) => () => {
    const { found } = detection.getState();
    if (found) take(found);
  };

  return (
    <div className="flex shrink-0 flex-wrap items-center gap-1">
      <IconButton
        size="small"
        icon={Camera}
        label="Save snapshot as PNG"
        disabled={media === null}
        onClick={snapshot}
      />
      {recorder.isPossible &&
        (recorder.elapsed === null ? (
          <IconButton
            size="small"
            icon={CircleDot}
            label="Record as WebM"
            disabled={media === null}
            onClick={recorder.start}
          />
        ) : (
          <Button size="small" variant="danger" icon={CircleStop} onClick={recorder.stop}>
            Stop recording ({formatDuration(recorder.elapsed)})
          </Button>
        ))}
      <IconButton
        size="small"
        icon={FileJson}
        label="Save detections as JSON"
        disabled={!hasFound}
        onClick={withFound((found) =>
          downloadJson('detections.json', detectionsJson(found, classNamesOf(detection.getState()))),
        )}
      />
      <IconButton
        size="small"
        icon={FileSpreadsheet}
        label="Save detections as CSV"
        disabled={!hasFound}
        onClick={withFound((found) =>
          downloadBlob(
            'detections.csv',
            new Blob([detectionsCsv(found, classNamesOf(detection.getState()))], { type: 'text/csv' }),
          ),
        )}
      />
    </div>
  );
}
