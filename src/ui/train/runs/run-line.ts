/** How the curves of compared runs are told apart: by colour and by dashes, since runs of one seed cover each other. */

export interface RunLine {
  /** A text colour class, which `currentColor` follows. */
  readonly ink: string;
  readonly dashes: string | undefined;
}

const inks = [
  'text-accent',
  'text-family-activation',
  'text-family-merge',
  'text-family-dense',
  'text-family-pooling',
  'text-family-augmentation',
] as const;
const dashes = [undefined, '7 5', '2 4', '10 4 2 4'] as const;

/** The look of the `place`-th compared run. */
export function runLine(place: number): RunLine {
  const ink = inks[place % inks.length] ?? inks[0];
  return { ink, dashes: dashes[place % dashes.length] };
}
