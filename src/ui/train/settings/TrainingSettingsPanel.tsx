import { Lock, Square } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { formatBytes, formatCount } from '#base/format.ts';
import { type LossName, lossNames } from '#graph/training/training-settings.ts';
import { performCommand } from '#state/commands/command.ts';
import { stopCommand } from '#state/commands/training-commands.ts';
import { isUnderWay } from '#state/training-store.ts';
import { Button } from '../../kit/Button.tsx';
import { NumberField } from '../../kit/NumberField.tsx';
import { Panel } from '../../kit/Panel.tsx';
import { SelectField } from '../../kit/SelectField.tsx';
import { useProject, useStride } from '../../stride-context.ts';
import { DataFields } from './DataFields.tsx';
import { EarlyStoppingFields } from './EarlyStoppingFields.tsx';
import { LearningRateFields } from './LearningRateFields.tsx';
import { count } from './number-limits.ts';
import { OptimizerFields } from './OptimizerFields.tsx';
import { useEditTraining } from './use-edit-training.ts';

const lossOptions = lossNames.map((value) => ({ value, label: value }));

export function TrainingSettingsPanel({ scroll }: { readonly scroll: boolean }) {
  return (
    <Panel label="Training settings" scroll={scroll}>
      <LockedWhileTraining>
        <Section title="Data">
          <DataFields />
        </Section>
        <Section title="Run">
          <RunFields />
          <EarlyStoppingFields />
          <CheckpointField />
        </Section>
        <Section title="Optimization">
          <OptimizerFields />
          <LearningRateFields />
          <LossField />
        </Section>
      </LockedWhileTraining>
    </Panel>
  );
}

/** Takes its fields as children, so that they are not rendered anew when a run begins or ends. */
function LockedWhileTraining({ children }: { readonly children: ReactNode }) {
  const stride = useStride();
  const { project, training, tabLock } = stride;
  const isTraining = useStore(training, ({ phase }) => isUnderWay(phase));
  const isReader = useStore(tabLock, ({ role }) => role !== 'owner');
  const isLocked = isTraining || isReader;
  return (
    <>
      {isLocked && (
        <div className="flex items-start gap-2 border-line border-b bg-accent-soft px-3 py-2 text-ink text-label">
          <Lock aria-hidden="true" className="mt-0.5 size-3.5 shrink-0 text-accent" />
          {isTraining ? (
            <div className="flex flex-col items-start gap-1.5">
              <p>The settings stand still while the network trains.</p>
              <Button size="small" icon={Square} onClick={() => performCommand(stride, stopCommand)}>
                Stop the run to change them
              </Button>
            </div>
          ) : (
            <p>
              Stride is open in another tab, which has this project. Take it over below to change the settings here.
            </p>
          )}
        </div>
      )}
      {/* Leaving a field ends its step, so that coming back later is a step of its own. */}
      <fieldset
        disabled={isLocked}
        aria-label="Training settings"
        className="flex min-w-0 flex-col"
        onBlur={() => project.endGesture()}
      >
        {children}
      </fieldset>
    </>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="flex flex-col gap-3 border-line border-b p-3 last:border-b-0">
      <h3 className="font-semibold text-ink text-label">{title}</h3>
      {children}
    </section>
  );
}

function RunFields() {
  const { project } = useStride();
  const epochs = useProject(({ training }) => training.epochs);
  const batchSize = useProject(({ training }) => training.batchSize);
  const seed = useProject((current) => current.seed);
  const edit = useEditTraining();
  return (
    <>
      <div className="grid grid-cols-2 items-start gap-3">
        <NumberField
          label="Epochs"
          value={epochs}
          {...count}
          max={100_000}
          onChange={(changed) => edit('epochs', { epochs: changed })}
        />
        <NumberField
          label="Batch size"
          value={batchSize}
          {...count}
          max={65_536}
          onChange={(changed) => edit('batch size', { batchSize: changed })}
        />
      </div>
      <NumberField
        label="Seed"
        value={seed}
        min={0}
        max={0xffffffff}
        integer
        help="The same seed repeats the same run: weights, shuffles, dropout."
        onChange={(changed) => project.edit('Set seed', (current) => ({ ...current, seed: changed }), 'seed')}
      />
    </>
  );
}

function CheckpointField() {
  const { preferences, checkpoints } = useStride();
  const seconds = useStore(preferences, ({ checkpointSeconds }) => checkpointSeconds);
  const last = useStore(checkpoints, (state) => state.last);
  const taken = last ? ` Last taken after step ${formatCount(last.step)}: ${formatBytes(last.bytes)}.` : '';
  return (
    <NumberField
      label="Checkpoint every"
      unit="s"
      value={seconds}
      min={1}
      max={3600}
      help={`And after every epoch. Should the tab or the graphics card die, the run goes on from the last one.${taken}`}
      onChange={(checkpointSeconds) => preferences.setState({ checkpointSeconds })}
    />
  );
}

function LossField() {
  const loss = useProject(({ training }) => training.loss);
  const edit = useEditTraining();
  return (
    <SelectField<LossName>
      label="Loss"
      value={loss}
      options={lossOptions}
      onChange={(changed) => edit('loss', { loss: changed })}
    />
  );
}
