import { ChartSpline } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { PictureSet } from '#protocol/quality.ts';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { useStride } from '../../stride-context.ts';
import { ClassTable } from './ClassTable.tsx';
import { CurveFigure } from './CurveFigure.tsx';
import { Scores } from './Scores.tsx';
import { WorstPictures } from './WorstPictures.tsx';

const heading = 'font-semibold text-ink text-title';

/** The figures, class by class and picture by picture. */
export function QualityResults({ set }: { readonly set: PictureSet }) {
  const { quality } = useStride();
  const evaluated = useStore(quality, (state) => state.evaluated);
  const classNames = useStore(quality, (state) => state.measuredBy?.classNames) ?? [];
  const vocRule = useStore(quality, (state) => state.vocRule);
  const scoreThreshold = useStore(quality, (state) => state.errors.scoreThreshold);
  const [chosen, setChosen] = useState<number | null>(null);
  if (evaluated === null) {
    return (
      <EmptyState icon={ChartSpline} title="Nothing is measured yet">
        The detector looks at every annotated picture. Then there are average precision, curves class by class and the
        pictures that it gets most wrong.
      </EmptyState>
    );
  }
  const { classes } = evaluated.report.coco;
  const most = classes.toSorted((a, b) => b.truthCount - a.truthCount)[0];
  const shown = classes.find(({ classIndex }) => classIndex === chosen) ?? most;
  return (
    <>
      <Scores report={evaluated.report} vocRule={vocRule} />
      <h2 className={heading}>By class</h2>
      {classes.length === 0 ? (
        <p className="text-ink-muted">None of the annotated classes is known to this detector: match them by hand.</p>
      ) : (
        <ClassTable
          evaluated={evaluated}
          classNames={classNames}
          chosen={shown?.classIndex ?? null}
          onChoose={setChosen}
        />
      )}
      {shown && (
        <CurveFigure
          className={classNames[shown.classIndex] ?? `class ${shown.classIndex}`}
          ap50={shown.ap50}
          curve={shown.curve}
        />
      )}
      <h2 className={heading}>Most wrong</h2>
      <WorstPictures set={set} evaluated={evaluated} classNames={classNames} scoreThreshold={scoreThreshold} />
    </>
  );
}
