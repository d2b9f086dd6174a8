import { Shuffle } from 'lucide-react';
import { useState } from 'react';
import { formatCount, formatPercent } from '#base/format.ts';
import { splitNames } from '#data/split-names.ts';
import type { SplitPlan } from '#protocol/library.ts';
import { assignSplits } from '#state/library-edits.ts';
import type { ShownDataset } from '#state/library-store.ts';
import { Button } from '../../kit/Button.tsx';
import { NumberField } from '../../kit/NumberField.tsx';
import { SwitchField } from '../../kit/SwitchField.tsx';
import { useStride } from '../../stride-context.ts';

const firstPlan: SplitPlan = { validation: 0.2, test: 0, seed: 1, isStratified: true };
/** Something has to be left to learn from. */
const largestShare = 0.95;

/** Which samples train, which judge while training and which are kept for the end; by share and seed. */
export function SplitEditor({ shown: { description } }: { readonly shown: ShownDataset }) {
  const stride = useStride();
  const { splitPlan, hasSplits } = description;
  const [plan, setPlan] = useState(splitPlan ?? firstPlan);
  const edit = (part: Partial<SplitPlan>) => setPlan({ ...plan, ...part });
  const training = 1 - plan.validation - plan.test;
  const isPossible = training >= 1 - largestShare - 1e-9;
  return (
    <div className="flex flex-col gap-3 p-3">
      <p className="text-ink-muted">{standing(hasSplits, splitPlan)}</p>
      <div className="grid grid-cols-2 items-start gap-3">
        <NumberField
          label="Validation"
          value={plan.validation}
          min={0}
          max={largestShare}
          step={0.05}
          onChange={(validation) => edit({ validation })}
        />
        <NumberField
          label="Test"
          value={plan.test}
          min={0}
          max={largestShare}
          step={0.05}
          onChange={(test) => edit({ test })}
        />
      </div>
      <p className={isPossible ? 'text-ink-muted text-label' : 'text-danger text-label'}>
        {isPossible
          ? `Training keeps ${formatPercent(training, 0)}.`
          : 'Validation and test leave nothing to train on. Make them smaller.'}
      </p>
      <NumberField
        label="Split seed"
        value={plan.seed}
        min={0}
        max={0xffffffff}
        integer
        help="The same seed gives the same split."
        onChange={(seed) => edit({ seed })}
      />
      <SwitchField
        label="Stratified"
        checked={plan.isStratified}
        help="Every class is divided in these shares, not only the whole."
        onChange={(isStratified) => edit({ isStratified })}
      />
      <Button
        variant="primary"
        icon={Shuffle}
        disabled={!isPossible || description.sampleCount === 0}
        onClick={() => void assignSplits(stride, plan)}
      >
        Split the samples
      </Button>
      <SplitTable classes={description.classes} />
    </div>
  );
}

function standing(hasSplits: boolean, plan: SplitPlan | null): string {
  if (!hasSplits) return 'No sample is held back yet: while training, Train’s own Validation split applies.';
  if (plan === null) return 'The samples lie in the splits that their folders named, or that you chose one by one.';
  const shares = `${formatPercent(plan.validation, 0)} for validation, ${formatPercent(plan.test, 0)} for test`;
  return `Split with seed ${plan.seed}: ${shares}${plan.isStratified ? ', class by class' : ''}.`;
}

function SplitTable({ classes }: { readonly classes: ShownDataset['description']['classes'] }) {
  const totals = splitNames.map((_, split) =>
    classes.reduce((sum, { countBySplit }) => sum + (countBySplit[split] ?? 0), 0),
  );
  return (
    <table className="w-full table-fixed text-label">
      <caption className="pb-1 text-left font-semibold text-ink">Samples by class and split</caption>
      <thead>
        <tr className="border-line border-b text-ink-muted">
          <th scope="col" className="py-1 text-left font-medium">
            Class
          </th>
          {splitNames.map((name) => (
            <th key={name} scope="col" className="w-[22%] py-1 text-right font-medium capitalize">
              {name === 'validation' ? <abbr title="Validation">Valid.</abbr> : name === 'training' ? 'Train' : 'Test'}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {classes.map(({ name, countBySplit }) => (
          <tr key={name} className="border-line border-b">
            <th scope="row" className="truncate py-1 text-left font-normal text-ink">
              {name}
            </th>
            {splitNames.map((split, place) => (
              <td key={split} className="py-1 text-right text-ink">
                {formatCount(countBySplit[place] ?? 0)}
              </td>
            ))}
          </tr>
        ))}
        <tr>
          <th scope="row" className="py-1 text-left font-semibold text-ink">
            All
          </th>
          {splitNames.map((split, place) => (
            <td key={split} className="py-1 text-right font-semibold text-ink">
              {formatCount(totals[place] ?? 0)}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}
