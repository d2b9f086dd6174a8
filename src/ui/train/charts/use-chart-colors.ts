import { useEffect, useRef } from 'react';

const tokens = {
  ink: '--color-ink-muted',
  line: '--color-line',
  batch: '--color-line-strong',
  training: '--color-accent',
  validation: '--color-family-activation',
  surface: '--color-surface',
} as const;

export type ChartColors = Record<keyof typeof tokens, string>;

/** A custom property holds the text `light-dark(…)`; only an element that uses it knows which of the two is meant. */
function resolveColors(host: HTMLElement): ChartColors {
  const probe = document.createElement('span');
  // Else a transition, however short, would still show the colour before.
  probe.style.transitionProperty = 'none';
  host.append(probe);
  const resolve = (token: string) => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const colors: ChartColors = {
    ink: resolve(tokens.ink),
    line: resolve(tokens.line),
    batch: resolve(tokens.batch),
    training: resolve(tokens.training),
    validation: resolve(tokens.validation),
    surface: resolve(tokens.surface),
  };
  probe.remove();
  return colors;
}

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
      colors.current ??= resolveColors(document.body);
      return colors.current;
    },
  };
}
