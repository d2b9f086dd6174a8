import { Download, RotateCw } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { messageOf } from '#base/errors.ts';
import { Button } from '#ui/kit/Button.tsx';

export interface ErrorBoundaryProps {
  /** What stands inside, as in "The Build workspace". */
  readonly subject: string;
  onDownload(): void;
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly thrown: { readonly value: unknown } | null;
}

/** Keeps the rest of the app alive when a screen throws, and offers ways on. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { thrown: null };

  static getDerivedStateFromError(value: unknown): ErrorBoundaryState {
    return { thrown: { value } };
  }

  override render() {
    const { subject, onDownload, children } = this.props;
    const { thrown } = this.state;
    if (!thrown) return children;
    return (
      <div
        role="alert"
        className="flex h-full flex-col items-center justify-center gap-3 overflow-y-auto p-6 text-center"
      >
        <h2 className="font-semibold text-display text-ink">{subject} stopped working</h2>
        <p className="max-w-[52ch] text-ink-muted">
          Something unforeseen happened inside it. Your network is saved; reload the page to go on, or download it first
          to be safe.
        </p>
        <p className="max-w-[72ch] break-words rounded-medium bg-sunken px-3 py-2 font-mono text-ink-muted text-label">
          {messageOf(thrown.value)}
        </p>
        <div className="mt-1 flex flex-wrap justify-center gap-2">
          <Button variant="primary" icon={RotateCw} onClick={() => location.reload()}>
            Reload
          </Button>
          <Button icon={Download} onClick={onDownload}>
            Download my project
          </Button>
        </div>
      </div>
    );
  }
}
