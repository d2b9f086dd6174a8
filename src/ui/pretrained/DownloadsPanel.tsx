import { Trash2 } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { formatBytes } from '#base/format.ts';
import { sum } from '#base/math.ts';
import type { KeptFile } from '#protocol/weights.ts';
import { refreshKept, removeAllKept, removeKept, setHalfPrecision } from '#state/weights.ts';
import { Badge } from '../kit/Badge.tsx';
import { Button } from '../kit/Button.tsx';
import { IconButton } from '../kit/IconButton.tsx';
import { Panel } from '../kit/Panel.tsx';
import { SwitchField } from '../kit/SwitchField.tsx';
import { useStride } from '../stride-context.ts';
import { MirrorField } from './MirrorField.tsx';

/** What was fetched and lies on this computer, where it is fetched from, and how it is kept. */
export function DownloadsPanel() {
  const stride = useStride();
  const kept = useStore(stride.weights, (state) => state.kept);
  const halfPrecision = useStore(stride.preferences, ({ halfPrecisionWeights }) => halfPrecisionWeights);
  useEffect(() => {
    void refreshKept(stride);
  }, [stride]);
  const files = kept ?? [];
  return (
    <Panel
      label="Downloaded files"
      actions={
        files.length > 0 && (
          <Button size="small" variant="ghost" icon={Trash2} onClick={() => void removeAllKept(stride)}>
            Delete all
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-3 p-3">
        {files.length === 0 ? (
          <p className="text-ink-muted text-label">
            Nothing yet. What you load is kept on this computer and loads without the network from then on.
          </p>
        ) : (
          <>
            <ul aria-label="Downloaded files" className="flex flex-col">
              {files.map((file) => (
                <FileRow key={file.id} file={file} onDelete={() => void removeKept(stride, file.id)} />
              ))}
            </ul>
            <p className="text-ink-muted text-label">{formatBytes(sum(files.map(({ bytes }) => bytes)))} in all</p>
          </>
        )}
        <SwitchField
          label="Keep weights in 16 bits"
          checked={halfPrecision}
          help="Half the space on the disk, for networks loaded from now on. Each weight is rounded to three significant digits, so probabilities change slightly, and two classes that are nearly as likely may change places."
          onChange={(isWanted) => void setHalfPrecision(stride, isWanted)}
        />
        <MirrorField />
      </div>
    </Panel>
  );
}

function FileRow({ file, onDelete }: { readonly file: KeptFile; onDelete(): void }) {
  const { name, bytes, isComplete, licence } = file;
  return (
    <li className="flex min-h-9 items-center gap-2 border-line border-b last:border-b-0">
      <span className="min-w-0 flex-1 py-1">
        <span className="block break-words text-ink">{name}</span>
        <span className="text-caption text-ink-faint tabular-nums">
          {formatBytes(bytes)} · licence {licence ?? 'not stated'}
        </span>
      </span>
      {!isComplete && <Badge tone="warning">incomplete</Badge>}
      <IconButton size="small" icon={Trash2} label={`Delete ${name}`} onClick={onDelete} />
    </li>
  );
}
