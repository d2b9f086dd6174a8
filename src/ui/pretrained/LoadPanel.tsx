import { Download, FolderOpen, Pencil, RotateCcw, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { formatBytes } from '#base/format.ts';
import {
  cancelPretrained,
  loadPretrained,
  openPretrainedInBuild,
  pretrainedJob,
  unloadPretrained,
} from '#state/pretrained.ts';
import { refreshKept } from '#state/weights.ts';
import { Button } from '../kit/Button.tsx';
import { Callout } from '../kit/Callout.tsx';
import { Panel } from '../kit/Panel.tsx';
import { ProgressBar } from '../kit/ProgressBar.tsx';
import { useStride } from '../stride-context.ts';
import { NetworkChoice } from './NetworkChoice.tsx';
import { networkLabel } from './network-rows.ts';
import { OpenedNetwork } from './OpenedNetwork.tsx';
import { openingText } from './pretrained-text.ts';
import { useOnline } from './use-online.ts';

const weightFiles = '.h5,.hdf5,.keras,.safetensors,.json,.bin';

/** Choosing a network and loading its weights, from their hosts or from files that a person has. */
export function LoadPanel() {
  const stride = useStride();
  const loading = useStore(stride.pretrained, (state) => state.loading);
  const opened = useStore(stride.pretrained, (state) => state.opened);
  const isReady = useStore(stride.backend, ({ phase }) => phase === 'ready');
  const picker = useRef<HTMLInputElement>(null);
  const isLoading = loading.phase === 'loading';

  useEffect(() => {
    void refreshKept(stride);
  }, [stride]);

  const choose = () => picker.current?.click();
  return (
    <Panel label="Pretrained network">
      <div className="flex flex-col gap-3 p-3">
        <NetworkChoice isDisabled={isLoading} />
        <div className="flex flex-wrap gap-2">
          <Button
            variant="primary"
            icon={Download}
            disabled={isLoading || !isReady}
            onClick={() => void loadPretrained(stride)}
          >
            Load weights
          </Button>
          <Button icon={FolderOpen} disabled={isLoading || !isReady} onClick={choose}>
            Choose a file
          </Button>
        </div>
        <input
          ref={picker}
          type="file"
          multiple
          accept={weightFiles}
          hidden
          aria-label="Weights file"
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            event.target.value = '';
            if (files.length > 0) void loadPretrained(stride, files);
          }}
        />
        {!isReady && <p className="text-ink-muted text-label">The engine is still starting.</p>}
        <OfflineNote />
        {isLoading && <LoadingProgress />}
        <DownloadNotes />
        {loading.phase === 'failed' && (
          <Callout
            tone="error"
            title={loading.fault.message}
            actions={
              <>
                <Button size="small" icon={RotateCcw} onClick={() => void loadPretrained(stride)}>
                  Try again
                </Button>
                <Button size="small" icon={FolderOpen} onClick={choose}>
                  Choose a file instead
                </Button>
              </>
            }
          >
            {loading.fault.remedy}
          </Callout>
        )}
        {opened && (
          <OpenedNetwork opened={opened}>
            <Button size="small" icon={Pencil} onClick={() => void openPretrainedInBuild(stride)}>
              Open in Build
            </Button>
            <Button size="small" variant="ghost" icon={X} onClick={() => void unloadPretrained(stride)}>
              Unload
            </Button>
          </OpenedNetwork>
        )}
      </div>
    </Panel>
  );
}

function LoadingProgress() {
  const stride = useStride();
  const loading = useStore(stride.pretrained, (state) => state.loading);
  const progress = useStore(stride.weights, ({ downloads }) => downloads[pretrainedJob]?.progress ?? null);
  if (loading.phase !== 'loading') return null;
  const { share, text, detail } = openingText(loading.at, progress);
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center gap-2">
        <ProgressBar
          label={`Loading ${networkLabel(loading.choice.network)}`}
          value={share}
          text={text}
          className="flex-1"
        />
        <Button
          size="small"
          variant="ghost"
          icon={X}
          disabled={loading.at.stage !== 'fetch'}
          onClick={() => void cancelPretrained(stride)}
        >
          Cancel
        </Button>
      </div>
      <p className="break-words text-caption text-ink-faint">{detail}</p>
    </div>
  );
}

/** A connection that was lost and taken up again, and files that could not be kept. */
function DownloadNotes() {
  const stride = useStride();
  const download = useStore(stride.weights, ({ downloads }) => downloads[pretrainedJob]);
  return (
    <>
      {typeof download?.resumedAt === 'number' && (
        <p className="text-ink-muted text-label">
          The connection was lost after {formatBytes(download.resumedAt)}; the download went on from there.
        </p>
      )}
      {typeof download?.notKept === 'string' && (
        <Callout tone="warning" title="The weights are used, but were not kept on this computer.">
          {download.notKept} Next time they must be fetched again.
        </Callout>
      )}
    </>
  );
}

function OfflineNote() {
  const isOnline = useOnline();
  if (isOnline) return null;
  return (
    <Callout tone="info" title="This computer is offline.">
      Networks marked as being on this computer load as usual, and so do files that you choose. Others need the network.
    </Callout>
  );
}
