import { Download } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { formatBytes, formatCount } from '#base/format.ts';
import type { ProjectParts, ProjectSizes } from '#protocol/project.ts';
import { cancelSaving, forgetSaving, saveProject } from '#state/save-project.ts';
import { Button } from '#ui/kit/Button.tsx';
import { Callout } from '#ui/kit/Callout.tsx';
import { Dialog } from '#ui/kit/Dialog.tsx';
import { ProgressBar } from '#ui/kit/ProgressBar.tsx';
import { SwitchField } from '#ui/kit/SwitchField.tsx';
import { useStride } from '#ui/stride-context.ts';

/** What goes into the file of the whole project, with its size beforehand. */
export function DownloadProjectDialog({ onClose }: { onClose(): void }) {
  const stride = useStride();
  const saving = useStore(stride.projectFile, (state) => state.saving);
  const [wanted, setWanted] = useState<ProjectParts>({ weights: true, dataset: true, runs: true });
  const close = () => {
    if (saving.phase !== 'writing') forgetSaving(stride);
    onClose();
  };
  if (saving.phase === 'none') return null;
  return (
    <Dialog title="Download project" open onClose={close}>
      {saving.phase === 'measuring' ? (
        <p role="status" className="text-body text-ink-muted">
          Looking how much there is …
        </p>
      ) : (
        <div className="flex flex-col gap-4">
          <p className="text-body text-ink-muted">
            One file with the network, its settings and the seed. “Open project file” opens it in any Stride, which
            shows what is in it first.
          </p>
          <PartSwitches
            sizes={saving.sizes}
            wanted={wanted}
            isDisabled={saving.phase === 'writing'}
            onChange={setWanted}
          />
          {saving.phase === 'choosing' && saving.fault && (
            <Callout tone="error" title="Nothing was downloaded">
              {saving.fault.message} {saving.fault.remedy}
            </Callout>
          )}
          {saving.phase === 'writing' ? (
            <div className="flex items-center gap-3">
              <ProgressBar
                label="Project file"
                value={saving.total === 0 ? null : saving.done / saving.total}
                text={`${formatBytes(saving.done)} of about ${formatBytes(saving.total)}`}
                className="flex-1"
              />
              <Button onClick={() => cancelSaving(stride)}>Cancel</Button>
            </div>
          ) : (
            <DownloadButton sizes={saving.sizes} wanted={wanted} />
          )}
        </div>
      )}
    </Dialog>
  );
}

interface PartSwitchesProps {
  readonly sizes: ProjectSizes;
  readonly wanted: ProjectParts;
  readonly isDisabled: boolean;
  onChange(wanted: ProjectParts): void;
}

function PartSwitches({ sizes, wanted, isDisabled, onChange }: PartSwitchesProps) {
  return (
    <div className="flex flex-col gap-2">
      {partsOf(sizes).map(({ part, label, help, bytes }) => (
        <SwitchField
          key={part}
          label={bytes === null ? label : `${label}, ${formatBytes(bytes)}`}
          help={help}
          checked={bytes !== null && wanted[part]}
          disabled={isDisabled || bytes === null}
          onChange={(checked) => onChange({ ...wanted, [part]: checked })}
        />
      ))}
    </div>
  );
}

function DownloadButton({ sizes, wanted }: Pick<PartSwitchesProps, 'sizes' | 'wanted'>) {
  const stride = useStride();
  const chosen = {
    weights: wanted.weights && sizes.weights !== null,
    dataset: wanted.dataset && sizes.dataset !== null,
    runs: wanted.runs && sizes.runs !== null,
  };
  const bytes =
    sizes.document.bytes +
    partsOf(sizes).reduce((total, part) => total + (chosen[part.part] ? (part.bytes ?? 0) : 0), 0);
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button variant="primary" icon={Download} onClick={() => void saveProject(stride, chosen)}>
        Download
      </Button>
      <p className="text-ink-muted text-label">About {formatBytes(bytes)} in all</p>
    </div>
  );
}

interface Part {
  readonly part: keyof ProjectParts;
  readonly label: string;
  readonly help: string;
  /** Null where there is nothing to take. */
  readonly bytes: number | null;
}

function partsOf({ weights, dataset, runs }: ProjectSizes): readonly Part[] {
  return [
    {
      part: 'weights',
      label: 'Trained weights',
      help: weights
        ? `${formatCount(weights.parameters)} numbers of the network at hand, as safetensors.`
        : 'No network is at hand: train one, or go back to a run.',
      bytes: weights?.bytes ?? null,
    },
    {
      part: 'dataset',
      label: 'Data set',
      help: dataset
        ? `${dataset.name}: ${formatCount(dataset.pictures)} pictures as they came, with their classes and splits.`
        : 'Every Stride has this one; your own are made in Data.',
      bytes: dataset?.bytes ?? null,
    },
    {
      part: 'runs',
      label: 'Runs',
      help: runs
        ? `${formatCount(runs.count)} with settings, curves and confusion matrix; ${formatCount(runs.withWeights)} with weights.`
        : 'None has ended yet.',
      bytes: runs && runs.bytes + runs.weightsBytes,
    },
  ];
}
