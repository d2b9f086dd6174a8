import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { AugmentationPreview, AugmentationRequest } from '#protocol/augmentation.ts';
import type { EngineFault } from '#protocol/engine.ts';
import { faultOf } from '#state/engine-events.ts';
import { useStride } from '../../stride-context.ts';
import { createLatestOnly } from '../../train/try-it/latest-only.ts';

export interface PreviewState {
  /** The last one that came; what is asked for may have moved on since. */
  readonly preview: AugmentationPreview | null;
  readonly fault: EngineFault | null;
}

/**
 * The preview of the latest request. Requests that come while one is under way wait, and only the last of them is asked,
 * so a slider never gets ahead of the pictures. null asks for nothing.
 */
export function usePreview(request: AugmentationRequest | null): PreviewState {
  const { engine, backend } = useStride();
  const isReady = useStore(backend, ({ phase }) => phase === 'ready');
  const [state, setState] = useState<PreviewState>({ preview: null, fault: null });
  const latest = useMemo(
    () =>
      createLatestOnly(
        (wanted: AugmentationRequest) => engine.augmentation.preview(wanted),
        (preview) => setState({ preview, fault: null }),
        (thrown) => setState({ preview: null, fault: faultOf(thrown) }),
      ),
    [engine],
  );
  useEffect(() => {
    if (request !== null && isReady) latest.ask(request);
  }, [latest, request, isReady]);
  useEffect(() => () => latest.forget(), [latest]);
  return state;
}
