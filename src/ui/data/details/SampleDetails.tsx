import { CopyCheck, MousePointerClick, Trash2 } from 'lucide-react';
import { useStore } from 'zustand';
import { formatBytes, formatCount, formatShape } from '#base/format.ts';
import { textAt } from '#data/library/packed-texts.ts';
import { type SplitName, splitNames } from '#data/split-names.ts';
import { deleteSamples, moveSamples, setSplit } from '#state/library-edits.ts';
import { everySample, placeOf } from '#state/library-filter.ts';
import type { ShownDataset } from '#state/library-store.ts';
import { Button } from '../../kit/Button.tsx';
import { Callout } from '../../kit/Callout.tsx';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { SelectField } from '../../kit/SelectField.tsx';
import { useStride } from '../../stride-context.ts';
import { SampleThumbnail } from '../samples/SampleThumbnail.tsx';
import { sampleFacts } from '../samples/sample-text.ts';
import { useThumbnails } from '../samples/use-thumbnails.ts';
import { channelText } from './column-text.ts';
import { FactRows } from './FactRows.tsx';
import { useSampleHash } from './use-sample-hash.ts';

const pictureSize = 256;

/** The sample that the grid's focus is on: large, with all that is known of it. */
export function SampleDetails({ shown }: { readonly shown: ShownDataset }) {
  const active = useStore(useStride().libraryState, (state) => state.active);
  const place = active === null ? -1 : placeOf(shown.columns, active);
  if (place < 0) {
    return (
      <EmptyState icon={MousePointerClick} title="No sample chosen">
        Choose a sample to see its size, its file and its class; arrow keys go from one to the next.
      </EmptyState>
    );
  }
  return <Details shown={shown} place={place} />;
}

function Details({ shown, place }: { readonly shown: ShownDataset; readonly place: number }) {
  const stride = useStride();
  const thumbnails = useThumbnails(shown, pictureSize);
  const { columns, description, duplicates, isEmbedded } = shown;
  const { id, number, className, split, width, height } = sampleFacts(shown, place);
  const name = textAt(columns.names, place);
  const hash = useSampleHash(shown, id);
  const copies = duplicates.find(({ samples }) => samples.includes(id));
  return (
    <div className="flex flex-col gap-3 p-3">
      <SampleThumbnail
        key={id}
        sample={id}
        thumbnails={thumbnails}
        isPixelated={Math.max(width, height) <= 64}
        className="mx-auto aspect-square w-full max-w-72 border border-line"
      />
      <p className="break-words font-semibold text-ink">{name ? <bdi>{name}</bdi> : `Sample ${formatCount(number)}`}</p>
      {!isEmbedded && (
        <>
          <SelectField
            label="Class of this sample"
            value={className}
            options={description.classNames.map((value) => ({ value, label: value }))}
            onChange={(changed) => void moveSamples(stride, [id], changed)}
          />
          <SelectField<SplitName>
            label="Split of this sample"
            value={split ?? 'training'}
            options={splitNames.map((value) => ({ value, label: value }))}
            onChange={(changed) => void setSplit(stride, [id], changed)}
          />
        </>
      )}
      <FactRows
        facts={[
          { name: 'Number', value: formatCount(number) },
          ...(isEmbedded ? [{ name: 'Class', value: className }] : []),
          { name: 'Size', value: `${formatShape([width, height])} pixels` },
          { name: 'Channels', value: channelText(columns.channels[place] ?? 0) },
          { name: isEmbedded ? 'In memory' : 'File', value: formatBytes(columns.bytes[place] ?? 0) },
          ...(isEmbedded
            ? []
            : [{ name: 'SHA-256', value: <code className="break-all font-mono text-caption">{hash ?? '…'}</code> }]),
        ]}
      />
      {copies && (
        <Callout
          tone={copies.isAcrossClasses ? 'warning' : 'info'}
          title={`The same picture is here ${formatCount(copies.samples.length)} times.`}
          actions={
            <Button
              size="small"
              icon={CopyCheck}
              onClick={() => stride.libraryState.setState({ filter: { ...everySample, isDuplicated: true } })}
            >
              Show duplicates
            </Button>
          }
        >
          {copies.isAcrossClasses
            ? 'Its copies are of different classes, so one of the labels must be wrong.'
            : 'A copy teaches nothing new, and one on each side of a split makes the result look better than it is.'}
        </Callout>
      )}
      {!isEmbedded && (
        <Button
          size="small"
          variant="danger"
          icon={Trash2}
          className="self-start"
          onClick={() => void deleteSamples(stride, [id])}
        >
          Delete sample
        </Button>
      )}
    </div>
  );
}
