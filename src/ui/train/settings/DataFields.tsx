import { useStore } from 'zustand';
import { formatCount } from '#base/format.ts';
import { trainOn } from '#state/library-datasets.ts';
import { embeddedDatasets } from '#state/library-embedded.ts';
import { DatasetFailure } from '../../data/DatasetFailure.tsx';
import { NumberField } from '../../kit/NumberField.tsx';
import { SelectField } from '../../kit/SelectField.tsx';
import { Skeleton } from '../../kit/Skeleton.tsx';
import { useProject, useStride } from '../../stride-context.ts';
import { RunPlanNote } from './RunPlanNote.tsx';
import { useEditTraining } from './use-edit-training.ts';

/** Which samples the network learns from. */
export function DataFields() {
  const stride = useStride();
  const id = useProject(({ dataset }) => dataset);
  const state = useStore(stride.dataset);
  const info = state.phase === 'ready' ? state.info : null;
  const hasOwnValidation = (info?.countBySplit?.[1] ?? 0) > 0;
  const sampleLimit = useProject(({ training }) => training.sampleLimit);
  const validationSplit = useProject(({ training }) => training.validationSplit);
  const datasets = useStore(stride.libraryState, (library) => library.datasets) ?? [];
  const options = [...embeddedDatasets, ...datasets].map(({ id: value, name }) => ({ value, label: name }));
  const edit = useEditTraining();
  return (
    <>
      <SelectField
        label="Dataset"
        value={id}
        options={
          options.some(({ value }) => value === id) ? options : [{ value: id, label: info?.name ?? id }, ...options]
        }
        onChange={(chosen) => trainOn(stride, chosen)}
      />
      {state.phase === 'failed' && <DatasetFailure message={state.message} remedy={state.remedy} />}
      {state.phase === 'loading' && <Skeleton className="h-19 w-full" />}
      {info && (
        <NumberField
          label="Samples to use"
          value={Math.min(sampleLimit ?? info.sampleCount, info.sampleCount)}
          min={2}
          max={info.sampleCount}
          integer
          step={100}
          help={`Of ${formatCount(info.sampleCount)}. Fewer make a quicker run.`}
          onChange={(samples) => edit('samples to use', { sampleLimit: samples === info.sampleCount ? null : samples })}
        />
      )}
      <NumberField
        label="Validation split"
        value={validationSplit}
        min={0}
        max={0.9}
        step={0.05}
        disabled={hasOwnValidation}
        help={
          hasOwnValidation
            ? 'Plays no part: the data set itself says which samples are held back. See Split in Data.'
            : 'The share that is held back to judge what was learnt.'
        }
        onChange={(changed) => edit('validation split', { validationSplit: changed })}
      />
      {state.phase === 'loading' && <Skeleton className="h-23 w-full" />}
      {info && <RunPlanNote info={info} />}
    </>
  );
}
