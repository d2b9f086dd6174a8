import { Group, Panel as Pane, Separator } from 'react-resizable-panels';
import { useMediaQuery } from '../build/use-media-query.ts';
import { Panel } from '../kit/Panel.tsx';
import { RunPanel } from './RunPanel.tsx';
import { Evaluation } from './results/Evaluation.tsx';
import { Runs } from './runs/Runs.tsx';
import { TrainingSettingsPanel } from './settings/TrainingSettingsPanel.tsx';
import { TryIt } from './try-it/TryIt.tsx';

/** Settings, the run, and the network tried out: side by side, or one below the other where there is no room. */
export function TrainWorkspace() {
  const isWide = useMediaQuery('(min-width: 1000px)');
  if (!isWide) {
    return (
      <div className="flex h-full flex-col gap-2 overflow-y-auto overflow-x-hidden">
        <RunPanel scroll={false} />
        <TryIt scroll={false} />
        <Panel label="Evaluation">
          <div className="@container p-4">
            <Evaluation />
          </div>
        </Panel>
        <Panel label="Runs">
          <div className="p-4">
            <Runs />
          </div>
        </Panel>
        <TrainingSettingsPanel scroll={false} />
      </div>
    );
  }
  return (
    <Group className="h-full">
      <Pane id="settings" defaultSize="272px" minSize="220px" maxSize="420px" groupResizeBehavior="preserve-pixel-size">
        <TrainingSettingsPanel scroll />
      </Pane>
      <Divider label="Resize the settings" />
      <Pane id="run" minSize="380px">
        <RunPanel scroll>
          <section aria-label="Evaluation" className="flex flex-col gap-2">
            <h3 className="font-semibold text-body text-ink">Confusion matrix</h3>
            <Evaluation />
          </section>
          <section aria-label="Runs" className="flex flex-col gap-2">
            <h3 className="font-semibold text-body text-ink">Runs</h3>
            <Runs />
          </section>
        </RunPanel>
      </Pane>
      <Divider label="Resize Try it" />
      <Pane id="try-it" defaultSize="384px" minSize="280px" maxSize="560px" groupResizeBehavior="preserve-pixel-size">
        <TryIt scroll />
      </Pane>
    </Group>
  );
}

function Divider({ label }: { readonly label: string }) {
  return (
    <Separator
      aria-label={label}
      className="w-px bg-line outline-offset-0 transition-colors data-[separator=active]:bg-accent data-[separator=hover]:bg-line-strong"
    />
  );
}
