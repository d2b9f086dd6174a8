import { useState } from 'react';
import { useStride } from './stride-context.ts';

export interface Copying {
  /** Whether this very text was put on the clipboard last. */
  readonly isCopied: boolean;
  copy(): Promise<void>;
}

/** Puts a text on the clipboard. Where the browser does not let it, a notice says so, and the `remedy`. */
export function useCopy(text: string, remedy: string): Copying {
  const stride = useStride();
  const [copied, setCopied] = useState<string | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(text);
    } catch {
      stride.notices.show({
        tone: 'warning',
        message: 'The browser did not let Stride write to the clipboard.',
        remedy,
      });
    }
  };
  return { isCopied: copied === text, copy };
}
