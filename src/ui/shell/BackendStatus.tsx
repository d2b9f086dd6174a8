import { useStore } from 'zustand';
import { classNames } from '#ui/kit/class-names.ts';
import { useStride } from '#ui/stride-context.ts';
import { type BackendText, backendText } from './backend-text.ts';

const dots: Readonly<Record<BackendText['tone'], string>> = {
  busy: 'animate-pulse bg-ink-faint',
  good: 'bg-success',
  warning: 'bg-warning',
  danger: 'bg-danger',
};

/** What the engine runs on; a press tells the whole story. */
export function BackendStatus() {
  const stride = useStride();
  const { text, tone } = backendText(useStore(stride.backend));
  // A phone shows the first word; the rest stays for screen readers and the dialog.
  const [head, ...details] = text.split(' · ');
  return (
    <div role="status" aria-label="Backend" className="min-w-0 max-w-80 max-desk:max-w-24 max-desk:shrink-0">
      <button
        type="button"
        aria-haspopup="dialog"
        title={text}
        className="flex h-8 w-full min-w-0 items-center gap-2 rounded-full border border-line bg-raised px-3 text-ink-muted text-label transition-colors hover:border-line-strong hover:text-ink max-desk:border-transparent max-desk:bg-transparent max-desk:px-2 pointer-coarse:h-11"
        onClick={() => stride.view.setState({ overlay: 'backend' })}
      >
        <span aria-hidden="true" className={classNames('size-2 shrink-0 rounded-full', dots[tone])} />
        <span className="truncate">
          {head}
          {details.length > 0 && <span className="max-desk:sr-only"> · {details.join(' · ')}</span>}
        </span>
      </button>
    </div>
  );
}
