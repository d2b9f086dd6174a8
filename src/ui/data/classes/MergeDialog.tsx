import { formatCount } from '#base/format.ts';
import type { ClassSummary } from '#protocol/library.ts';
import { Dialog } from '../../kit/Dialog.tsx';

export interface MergeDialogProps {
  readonly classes: readonly ClassSummary[];
  /** The class that goes. */
  readonly from: number;
  onMerge(into: number): void;
  onClose(): void;
}

/** Which class takes all samples of another. */
export function MergeDialog({ classes, from, onMerge, onClose }: MergeDialogProps) {
  const { name = '', count = 0 } = classes[from] ?? {};
  return (
    <Dialog title={`Merge class ${name} into`} open onClose={onClose}>
      <p className="pb-2 text-ink-muted">
        {count === 1 ? `The one sample of ${name} gets` : `All ${formatCount(count)} samples of ${name} get`} the class
        you choose, and {name} goes. You can undo it.
      </p>
      <ul aria-label="Classes to merge into" className="flex flex-col gap-0.5">
        {classes.map(
          ({ name: into, count: samples }, index) =>
            index !== from && (
              <li key={into}>
                <button
                  type="button"
                  onClick={() => onMerge(index)}
                  className="flex min-h-9 w-full items-center gap-3 rounded-medium px-2 text-left text-ink hover:bg-hover pointer-coarse:min-h-11"
                >
                  <span className="min-w-0 flex-1 truncate font-medium">{into}</span>
                  <span className="text-ink-muted text-label">{formatCount(samples)}</span>
                </button>
              </li>
            ),
        )}
      </ul>
    </Dialog>
  );
}
