/** The app's light colours as text, for pictures and pages that leave it: they are printed and put on slides. */
import { layerFamilies } from '#graph/families.ts';
import type { PictureColors } from '#graph/graph-picture.ts';
import { familyLooks } from '../kit/family.ts';
import { resolveTokens } from '../kit/resolve-tokens.ts';

const scheme = 'light';

export interface PaperColors extends PictureColors {
  readonly training: string;
  readonly validation: string;
  readonly batch: string;
}

export function paperColors(): PaperColors {
  const families = resolveTokens(
    Object.fromEntries(layerFamilies.map((family) => [family, familyLooks[family].color.slice(4, -1)])),
    { scheme },
  );
  const colors = resolveTokens(
    {
      ground: '--color-raised',
      card: '--color-raised',
      line: '--color-line',
      ink: '--color-ink',
      inkMuted: '--color-ink-muted',
      training: '--color-accent',
      validation: '--color-family-activation',
      batch: '--color-line-strong',
    },
    { scheme },
  );
  return { ...colors, family: (family) => families[family] ?? colors.ink };
}
