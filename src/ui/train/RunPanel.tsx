import type { ReactNode } from 'react';
import { Panel } from '../kit/Panel.tsx';
import { RunMenu } from '../take-away/RunMenu.tsx';
import { EpochTable } from './charts/EpochTable.tsx';
import { MetricFigure } from './charts/MetricFigure.tsx';
import { useRunHistory } from './charts/use-run-history.ts';
import { RunNotes } from './results/RunNotes.tsx';

export interface RunPanelProps {
  readonly scroll: boolean;
  /** Stands below the curves. */
  readonly children?: ReactNode;
}

/** The run under way or the last one: how it ended, its curves and their numbers. */
export function RunPanel({ scroll, children }: RunPanelProps) {
  return (
    <Panel label="Learning curves" scroll={scroll} actions={<RunMenu />}>
      <div className="@container flex flex-col gap-5 p-4">
        <RunNotes />
        <Curves />
        {children}
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
