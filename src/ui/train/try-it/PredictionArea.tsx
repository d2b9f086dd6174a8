import { Sparkles } from 'lucide-react';
import { useStore } from 'zustand';
import { Callout } from '../../kit/Callout.tsx';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { useStride } from '../../stride-context.ts';
import { Predictions } from './Predictions.tsx';
import type { PredictionState } from './use-prediction.ts';
import { useSubject } from './use-subject.ts';

/** The answer; or why there is none yet, and what to do. */
export function PredictionArea({ state }: { readonly state: PredictionState }) {
  const subject = useSubject();
  const { training } = useStride();
  const hasNetwork = useStore(training, ({ trainedGraph }) => trainedGraph !== null);
  if (!hasNetwork) {
    return (
      <EmptyState icon={Sparkles} title="Nothing is trained yet">
        Press Train below. While the network learns, and after, its answers to your picture appear here.
      </EmptyState>
    );
  }
  switch (state.phase) {
    case 'waiting':
      return (
        <EmptyState icon={Sparkles} title="What will the network say?">
          {subject === 'digit' ? 'Draw a digit' : 'Draw something'}, choose a picture or use the webcam.
        </EmptyState>
      );
    case 'asked':
      return <p className="p-3 text-center text-ink-muted">The network looks at the picture.</p>;
    case 'predicted':
      return <Predictions prediction={state.prediction} />;
    case 'failed':
      return state.fault.code === 'no-trained-network' ? (
        <p className="p-3 text-center text-ink-muted">The network is getting ready. The answer comes by itself.</p>
      ) : (
        <Callout tone="error" title={state.fault.message}>
          {state.fault.remedy}
        </Callout>
      );
  }
}
