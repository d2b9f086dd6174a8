import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';

export interface TooltipProps {
  readonly text: ReactNode;
  readonly children: ReactElement<Record<string, unknown>>;
}

/** Shows a text beside what the pointer rests on or the focus stands on. Says nothing that is not also in the accessible name or description. */
export function Tooltip({ text, children }: TooltipProps) {
  return (
    <BaseTooltip.Root disableHoverablePopup>
      <BaseTooltip.Trigger render={children} delay={400} />
      <BaseTooltip.Portal>
        <BaseTooltip.Positioner sideOffset={6} className="z-50">
          <BaseTooltip.Popup className="flex max-w-64 items-center gap-2 rounded-small border border-line bg-raised px-2 py-1 text-label text-ink shadow-high">
            {text}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  );
}
