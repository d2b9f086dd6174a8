import { Ellipsis, FolderInput, Trash2, X } from 'lucide-react';
import { useStore } from 'zustand';
import { formatCount } from '#base/format.ts';
import { splitNames } from '#data/split-names.ts';
import { deleteSamples, setSplit } from '#state/library-edits.ts';
import { nothingSelected } from '#state/library-store.ts';
import { ActionMenu } from '../../kit/ActionMenu.tsx';
import { Button } from '../../kit/Button.tsx';
import { IconButton } from '../../kit/IconButton.tsx';
import { useStride } from '../../stride-context.ts';

export interface SelectionBarProps {
  /** Asks which class the selection is to have. */
  onMove(): void;
}

/** What can be done with the selected samples; nothing while none are. */
export function SelectionBar({ onMove }: SelectionBarProps) {
  const stride = useStride();
  const count = useStore(stride.libraryState, ({ selected }) => selected.size);
  if (count === 0) return null;
  const ids = () => [...stride.libraryState.getState().selected];
  return (
    <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-1.5 border-line border-t bg-accent-soft px-3 py-1">
      <p role="status" className="mr-auto font-medium text-ink text-label">
        {formatCount(count)} selected
      </p>
      <Button size="small" icon={FolderInput} onClick={onMove} title="M">
        Move to class
      </Button>
      <Button
        size="small"
        variant="danger"
        icon={Trash2}
        onClick={() => void deleteSamples(stride, ids())}
        title="Delete"
      >
        Delete
      </Button>
      <ActionMenu
        label="More for the selected samples"
        icon={Ellipsis}
        actions={splitNames.map((split) => ({
          label: `Put into ${split}`,
          icon: FolderInput,
          onSelect: () => void setSplit(stride, ids(), split),
        }))}
      />
      <IconButton
        label="Clear the selection"
        icon={X}
        size="small"
        onClick={() => stride.libraryState.setState(nothingSelected)}
      />
    </div>
  );
}
