import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';

export interface DialogProps {
  readonly title: string;
  readonly open: boolean;
  onClose(): void;
  readonly children: ReactNode;
}

/** Focus begins in its first text, if there is one, but for a finger, whose keyboard would cover the rest. */
export function Dialog({ title, open, onClose, children }: DialogProps) {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <BaseDialog.Root open={open} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <BaseDialog.Popup
          ref={popup}
          initialFocus={(openedBy) => openedBy === 'touch' || firstText(popup.current)}
          className="-translate-x-1/2 fixed top-[8vh] left-1/2 z-50 flex max-h-[84vh] w-[min(40rem,calc(100vw-1.5rem))] flex-col overflow-hidden rounded-large border border-line bg-raised shadow-high transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0"
        >
          <header className="flex shrink-0 items-center gap-2 border-line border-b py-2 pr-2 pl-4">
            <BaseDialog.Title className="flex-1 font-semibold text-ink text-title">{title}</BaseDialog.Title>
            <BaseDialog.Close
              aria-label="Close"
              className="inline-flex size-9 items-center justify-center rounded-medium text-ink-muted hover:bg-hover hover:text-ink pointer-coarse:size-11"
            >
              <X aria-hidden="true" className="size-4" />
            </BaseDialog.Close>
          </header>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls, so the keyboard has to get at it. */}
          <div tabIndex={0} className="-outline-offset-2 min-h-0 flex-1 overflow-y-auto overscroll-contain p-4">
            {children}
          </div>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

/** Its text is selected, to be typed over. True, for what gets the focus by itself, where there is none. */
function firstText(dialog: HTMLElement | null): HTMLElement | true {
  const text = dialog?.querySelector<HTMLInputElement>('input[type="text"]:enabled') ?? true;
  if (text !== true) text.select();
  return text;
}
