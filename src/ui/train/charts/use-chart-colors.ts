import { useEffect, useRef } from 'react';
import { resolveTokens } from '../../kit/resolve-tokens.ts';

const tokens = {
  ink: '--color-ink-muted',
  line: '--color-line',
  batch: '--color-line-strong',
  training: '--color-accent',
  validation: '--color-family-activation',
  surface: '--color-surface',
} as const;

export type ChartColors = Record<keyof typeof tokens, string>;

/**
 * The tokens' colours as a canvas needs them, kept up to date as the theme changes. `onChange` hears when they have
 * changed, after `read()` gives the new ones.
 */
export function useChartColors(onChange: () => void): { read(): ChartColors } {
  const colors = useRef<ChartColors | null>(null);
  const listener = useRef(onChange);
  listener.current = onChange;
  useEffect(() => {
    const refresh = () => {
      colors.current = null;
      listener.current();
    };
    const scheme = window.matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', refresh);
    const theme = new MutationObserver(refresh);
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class', 'style'] });
    return () => {
      scheme.removeEventListener('change', refresh);
      theme.disconnect();
    };
  }, []);
  return {
    read() {
      colors.current ??= resolveTokens(tokens);
      return colors.current;
    },
  };
}
