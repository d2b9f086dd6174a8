import { Download, Ellipsis, FolderPlus, Library, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { createDataset, deleteDataset, exportDataset, renameDataset } from '#state/library-datasets.ts';
import { embeddedDatasets, isEmbedded } from '#state/library-embedded.ts';
import { openInData } from '#state/library-open.ts';
import { ActionMenu } from '../../kit/ActionMenu.tsx';
import { SelectField } from '../../kit/SelectField.tsx';
import { useStride } from '../../stride-context.ts';
import { HostedDialog } from './HostedDialog.tsx';
import { NameDialog } from './NameDialog.tsx';

type OpenDialog = 'new' | 'rename' | 'hosted' | null;

/** Which data set is open; and making, fetching, renaming, exporting and deleting one. */
export function DatasetChooser() {
  const stride = useStride();
  const datasets = useStore(stride.libraryState, (state) => state.datasets) ?? [];
  const id = useStore(stride.libraryState, (state) => state.open?.id) ?? '';
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const options = [...datasets, ...embeddedDatasets].map(({ id: value, name }) => ({ value, label: name }));
  const isKnown = options.some(({ value }) => value === id);
  const name = options.find(({ value }) => value === id)?.label ?? '';
  const isOwn = isKnown && !isEmbedded(id);
  const close = () => setDialog(null);
  return (
    <div className="flex min-w-0 items-center gap-1 max-desk:flex-1 max-desk:basis-44">
      <div className="w-60 min-w-0 max-desk:flex-1">
        <SelectField
          label="Data set"
          hideLabel
          value={id}
          options={isKnown ? options : [{ value: id, label: 'Not there any more' }, ...options]}
          onChange={(chosen) => void openInData(stride, chosen)}
        />
      </div>
      <ActionMenu
        label="Data set actions"
        icon={Ellipsis}
        actions={[
          { label: 'New data set', icon: FolderPlus, onSelect: () => setDialog('new') },
          { label: 'Fetch a known data set', icon: Library, onSelect: () => setDialog('hosted') },
          { label: 'Rename', icon: Pencil, disabled: !isOwn, onSelect: () => setDialog('rename') },
          { label: 'Export zip', icon: Download, disabled: !isOwn, onSelect: () => void exportDataset(stride, id) },
          {
            label: 'Delete data set',
            icon: Trash2,
            tone: 'danger',
            disabled: !isOwn,
            onSelect: () => void deleteDataset(stride, id),
          },
        ]}
      />
      {dialog === 'new' && (
        <NameDialog
          title="New data set"
          initial="My pictures"
          confirm="Create"
          onConfirm={(chosen) => void createDataset(stride, chosen)}
          onClose={close}
        />
      )}
      {dialog === 'rename' && (
        <NameDialog
          title="Rename data set"
          initial={name}
          confirm="Rename"
          onConfirm={(chosen) => void renameDataset(stride, id, chosen)}
          onClose={close}
        />
      )}
      {dialog === 'hosted' && <HostedDialog onClose={close} />}
    </div>
  );
}
