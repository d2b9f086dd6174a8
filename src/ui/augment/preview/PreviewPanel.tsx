import type { DatasetInfo } from '#protocol/dataset.ts';
import { Badge } from '../../kit/Badge.tsx';
import { Panel } from '../../kit/Panel.tsx';
import { BeforeAfter } from './BeforeAfter.tsx';
import { EpochsOverview, PreviewFault } from './EpochsOverview.tsx';
import { PreviewControls } from './PreviewControls.tsx';
import type { SamplePreview } from './use-sample-preview.ts';

export interface PreviewPanelProps {
  readonly info: DatasetInfo;
  readonly shown: SamplePreview;
}

/** What the network sees of one sample, beside the sample itself and epoch by epoch. */
export function PreviewPanel({ info, shown }: PreviewPanelProps) {
  return (
    <Panel label="What the network sees" scroll actions={shown.only && <Badge tone="accent">{shown.only} only</Badge>}>
      <div className="@container flex flex-col gap-5 p-4">
        <PreviewFault fault={shown.fault} />
        <div className="flex @2xl:flex-row flex-col gap-6">
          <BeforeAfter {...shown} size="@4xl:w-52 w-40" />
          <PreviewControls info={info} shown={shown} />
        </div>
        <EpochsOverview {...shown} />
      </div>
    </Panel>
  );
}
