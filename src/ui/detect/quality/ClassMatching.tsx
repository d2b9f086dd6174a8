import { useState } from 'react';
import { useStore } from 'zustand';
import { formatCount } from '#base/format.ts';
import type { LabelledSet } from '#formats/annotations/annotation.ts';
import { classMatches } from '#state/quality-classes.ts';
import { matchClass } from '#state/quality-run.ts';
import { Button } from '../../kit/Button.tsx';
import { Callout } from '../../kit/Callout.tsx';
import { SelectField } from '../../kit/SelectField.tsx';
import { useStride } from '../../stride-context.ts';

const none = 'none';
const pageSize = 30;

export interface ClassMatchingProps {
  readonly labels: LabelledSet;
  /** The classes of the detector that measures, or that is chosen to. */
  readonly detectorNames: readonly string[];
}

/** Which of the detector's classes each class of the annotations is, and those it does not know. */
export function ClassMatching({ labels, detectorNames }: ClassMatchingProps) {
  const stride = useStride();
  const byHand = useStore(stride.quality, (state) => state.byHand);
  const [showsAll, setShowsAll] = useState(false);
  const [limit, setLimit] = useState(pageSize);
  const matches = classMatches(labels.classNames, detectorNames, byHand);
  const all = labels.classNames.map((name, index) => ({ name, index, match: matches[index] ?? null }));
  const unknown = all.filter(({ match }) => match === null);
  // One that was matched by hand stays where it is, so that it can be changed again.
  const listed = showsAll ? all : all.filter(({ name, match }) => match === null || name in byHand);
  const counts = new Map<number, number>();
  for (const { truths } of labels.pictures) {
    for (const { classIndex } of truths) counts.set(classIndex, (counts.get(classIndex) ?? 0) + 1);
  }
  const options = [
    { value: none, label: 'Not known to the detector' },
    ...detectorNames.map((name, index) => ({ value: String(index), label: name })),
  ];
  if (all.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      <p className="text-ink-muted text-label">
        {formatCount(all.length - unknown.length)} of {formatCount(all.length)} classes are known to the detector.
      </p>
      {unknown.length > 0 && (
        <Callout tone="warning" title="Left out of the measurement">
          {unknown
            .slice(0, 40)
            .map(({ name, index }) => `${name} (${formatCount(counts.get(index) ?? 0)})`)
            .join(', ')}
          {unknown.length > 40 && ` and ${formatCount(unknown.length - 40)} more`}. Match them by hand where the
          detector calls them something else.
        </Callout>
      )}
      {listed.slice(0, limit).map(({ name, match }) => (
        <SelectField
          key={name}
          label={name}
          value={match === null ? none : String(match)}
          options={options}
          onChange={(value) => void matchClass(stride, name, value === none ? null : Number(value))}
        />
      ))}
      {listed.length > limit && (
        <Button size="small" variant="ghost" onClick={() => setLimit(limit + pageSize)}>
          Show more classes
        </Button>
      )}
      <Button size="small" variant="ghost" className="self-start" onClick={() => setShowsAll(!showsAll)}>
        {showsAll ? 'Show those to match' : 'Show all classes'}
      </Button>
    </div>
  );
}
