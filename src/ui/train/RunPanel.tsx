import { Panel } from '../kit/Panel.tsx';
import { EpochTable } from './charts/EpochTable.tsx';
import { MetricFigure } from './charts/MetricFigure.tsx';
import { useRunHistory } from './charts/use-run-history.ts';
import { Evaluation } from './results/Evaluation.tsx';
import { RunNotes } from './results/RunNotes.tsx';

/** The run under way or the last one: its curves, its numbers and, at its end, its confusions. */
export function RunPanel({ scroll }: { readonly scroll: boolean }) {
  return (
    <Panel label="Training run" scroll={scroll}>
      <div className="@container flex flex-col gap-5 p-4">
        <RunNotes />
        <Curves />
        <section aria-label="Evaluation" className="flex flex-col gap-2">
          <h3 className="font-semibold text-body text-ink">Confusion matrix</h3>
          <Evaluation />
        </section>
      </div>
    </Panel>
  );
}

function Curves() {
  const history = useRunHistory();
  return (
    <>
      <div className="grid @2xl:grid-cols-2 gap-5">
        <MetricFigure metric="loss" history={history} />
        <MetricFigure metric="accuracy" history={history} />
      </div>
      {history.epochs.length > 0 && <EpochTable epochs={history.epochs} />}
    </>
  );
}
