import { useAnalysis } from '../../stride-context.ts';
import { Problems } from '../problems/Problems.tsx';
import { ModelSummary } from '../summary/ModelSummary.tsx';

/** Below the canvas: the problems above the model's costs, or in one line with them while there are none. */
export function CanvasFooter() {
  const hasProblems = useAnalysis().problems.length > 0;
  return (
    <div className="flex shrink-0 flex-wrap border-line border-t bg-surface">
      <Problems
        className={
          hasProblems ? 'max-h-[22vh] basis-full overflow-y-auto border-line border-b' : 'shrink-0 border-line border-r'
        }
      />
      <ModelSummary />
    </div>
  );
}
