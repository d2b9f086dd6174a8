import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useStride } from '../../stride-context.ts';
import { classNamesOf } from '../class-names-of.ts';
import { classColor } from '../stage/class-colors.ts';
import { detectionText, placeText, summaryText } from './detection-text.ts';

/** Changes of the scene are read out at most this often. */
const announcementInterval = 4000;

/** What was found in the last frame, in words. */
export function DetectionList() {
  const { detection } = useStride();
  const found = useStore(detection, (state) => state.found);
  const classNames = useStore(detection, classNamesOf);
  return (
    <>
      {found === null || found.detections.length === 0 ? (
        <p className="px-3 py-2 text-ink-muted">
          {found === null
            ? 'Objects that the detector finds are listed here.'
            : `Nothing above the score threshold. The detector has ${found.candidateCount} weaker candidates.`}
        </p>
      ) : null}
      <ul aria-label="Detections" className="flex flex-col px-3 py-1">
        {found?.detections.map((each, place) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a detection has no identity but its place in the list.
            key={place}
            className="flex min-h-7 items-baseline gap-2 border-line border-b py-1 last:border-0"
          >
            <span
              aria-hidden="true"
              className="size-2.5 shrink-0 self-center rounded-small border border-line-strong"
              style={{ background: classColor(each.classIndex).line }}
            />
            <span className="text-ink">{detectionText(each, classNames)}</span>
            <span className="ml-auto truncate text-caption text-ink-faint">{placeText(each)}</span>
          </li>
        ))}
      </ul>
      <Announcement />
    </>
  );
}

/** Tells a screen reader what is to be seen, when that has changed, and not at every frame. */
function Announcement() {
  const { detection } = useStride();
  const [text, setText] = useState('');
  useEffect(() => {
    const say = () => {
      const state = detection.getState();
      setText(state.found ? summaryText(state.found.detections, classNamesOf(state)) : '');
    };
    const timer = setInterval(say, announcementInterval);
    return () => clearInterval(timer);
  }, [detection]);
  return (
    <p aria-live="polite" className="sr-only">
      {text}
    </p>
  );
}
