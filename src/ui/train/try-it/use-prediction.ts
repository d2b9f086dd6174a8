import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { EngineFault, Prediction } from '#protocol/engine.ts';
import { faultOf } from '#state/engine-events.ts';
import { useStride } from '../../stride-context.ts';
import { createLatestOnly } from './latest-only.ts';
import type { PictureSource } from './picture-source.ts';

export type PredictionState =
  | { readonly phase: 'waiting' }
  /** A picture is there, and its first answer under way. */
  | { readonly phase: 'asked' }
  | { readonly phase: 'predicted'; readonly prediction: Prediction }
  | { readonly phase: 'failed'; readonly fault: EngineFault };

export interface Predictor {
  readonly state: PredictionState;
  /** Asks the network about this picture as soon as the engine is free; the latest asker wins. */
  ask(source: PictureSource): void;
  /** Forgets the picture. */
  clear(): void;
}

const waiting: PredictionState = { phase: 'waiting' };

/** Asks the network that is being trained or was trained last, and asks again when its weights have changed. */
export function usePrediction(): Predictor {
  const { engine, training } = useStride();
  const [state, setState] = useState<PredictionState>(waiting);
  const latest = useRef<PictureSource | null>(null);

  const queue = useMemo(
    () =>
      createLatestOnly(
        ({ kind, take }: PictureSource) => engine.predict(take(), kind),
        (prediction) => setState({ phase: 'predicted', prediction }),
        (thrown) => setState({ phase: 'failed', fault: faultOf(thrown) }),
      ),
    [engine],
  );
  useEffect(() => () => queue.forget(), [queue]);
  const ask = useCallback(
    (source: PictureSource) => {
      setState((now) => (now.phase === 'waiting' ? { phase: 'asked' } : now));
      queue.ask(source);
    },
    [queue],
  );

  useEffect(
    () =>
      training.subscribe((now, before) => {
        const haveWeightsChanged = now.phase !== before.phase || now.epochs !== before.epochs;
        if (haveWeightsChanged && now.trainedGraph !== null && latest.current) ask(latest.current);
      }),
    [training, ask],
  );

  return useMemo(
    () => ({
      state,
      ask(source) {
        latest.current = source;
        if (training.getState().trainedGraph !== null) ask(source);
      },
      clear() {
        latest.current = null;
        queue.forget();
        setState(waiting);
      },
    }),
    [state, ask, queue, training],
  );
}
