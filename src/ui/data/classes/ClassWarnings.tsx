import { Scale } from 'lucide-react';
import type { ShownDataset } from '#state/library-store.ts';
import { Button } from '../../kit/Button.tsx';
import { Callout } from '../../kit/Callout.tsx';
import { useProject, useStride } from '../../stride-context.ts';
import { sumUpWarnings } from './sum-up-warnings.ts';

/** What a person should know about the classes, in words, with what evens them out where they are uneven. */
export function ClassWarnings({ shown: { description } }: { readonly shown: ShownDataset }) {
  const warnings = sumUpWarnings(description.warnings, description.classNames);
  const isAlone = description.classes.length === 1 && description.sampleCount > 0;
  if (warnings.length === 0 && !isAlone) return null;
  return (
    <ul aria-label="Warnings" className="flex flex-col gap-2">
      {isAlone && (
        <li>
          <Callout tone="warning">
            There is one class only. A network learns to tell classes apart: add a second one.
          </Callout>
        </li>
      )}
      {warnings.map(({ code, message, classes }) => (
        <li key={`${code} ${classes.join()}`}>
          <Callout tone="warning" actions={code === 'imbalanced' ? <BalanceClasses /> : undefined}>
            {message}
          </Callout>
        </li>
      ))}
    </ul>
  );
}

function BalanceClasses() {
  const { project } = useStride();
  const isBalanced = useProject(({ training }) => training.classWeight === 'balanced');
  if (isBalanced) return <p className="text-ink-muted text-label">Training balances the classes by their weights.</p>;
  const balance = () =>
    project.edit('Balance with class weights', (current) => ({
      ...current,
      training: { ...current.training, classWeight: 'balanced' },
    }));
  return (
    <Button size="small" icon={Scale} onClick={balance}>
      Balance the classes
    </Button>
  );
}
