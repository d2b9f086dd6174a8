import { Download, FileCode } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { ExportFormat } from '#protocol/exchange.ts';
import { exportModel, forgetExport } from '#state/export-model.ts';
import { Button } from '#ui/kit/Button.tsx';
import { Callout } from '#ui/kit/Callout.tsx';
import { Dialog } from '#ui/kit/Dialog.tsx';
import { ProgressBar } from '#ui/kit/ProgressBar.tsx';
import { SwitchField } from '#ui/kit/SwitchField.tsx';
import { useStride } from '#ui/stride-context.ts';
import { ExportResult } from './ExportResult.tsx';
import { exportFormats, phaseWords } from './export-formats.ts';
import { FormatCards } from './FormatCards.tsx';

/** Takes the network at hand away as a file that was read back and compared before it is offered. */
export function ExportDialog({ onClose }: { onClose(): void }) {
  const stride = useStride();
  const state = useStore(stride.exported);
  const [format, setFormat] = useState<ExportFormat>('keras');
  const [isCertified, setIsCertified] = useState(true);
  const isWorking = state.phase === 'working';
  const choose = (chosen: ExportFormat) => {
    forgetExport(stride);
    setFormat(chosen);
  };
  const close = () => {
    forgetExport(stride);
    onClose();
  };
  const label = exportFormats.find((each) => each.format === format)?.label ?? '';
  return (
    <Dialog title="Export" open onClose={close}>
      <div className="flex flex-col gap-4">
        <FormatCards value={format} isDisabled={isWorking} onChange={choose} />
        <SwitchField
          label="Include parity certificate"
          checked={isCertified}
          disabled={isWorking}
          help="Eight inputs, what the network answers here, and verify.py and verify.mjs, which check it elsewhere."
          onChange={(checked) => {
            forgetExport(stride);
            setIsCertified(checked);
          }}
        />
        {state.phase === 'working' && (
          <ProgressBar label="Export progress" value={null} text={`${phaseWords[state.step]} …`} />
        )}
        {state.phase === 'failed' && (
          <Callout tone="error" title="Nothing was exported">
            {state.message} {state.remedy}
          </Callout>
        )}
        {state.phase === 'ready' && <ExportResult report={state.report} />}
        <div className="sticky -bottom-4 -mx-4 -mb-4 flex flex-wrap gap-2 border-line border-t bg-raised px-4 py-3">
          <Button
            variant={state.phase === 'ready' ? 'secondary' : 'primary'}
            icon={Download}
            disabled={isWorking}
            onClick={() => void exportModel(stride, format, isCertified)}
          >
            {isWorking ? 'Exporting …' : `Export ${label}`}
          </Button>
          <Button icon={FileCode} onClick={() => stride.view.setState({ overlay: 'python' })}>
            Show the code
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
