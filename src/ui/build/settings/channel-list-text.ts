import { formatCount } from '#base/format.ts';

const mostShown = 8;
const digits = 4;

/** `0.01712, 0.01751, 0.01743`; of long lists the beginning, and how many numbers there are. */
export function channelListText(values: readonly number[]): string {
  const shown = values.slice(0, mostShown).map((value) => String(Number(value.toPrecision(digits))));
  return values.length > mostShown ? `${shown.join(', ')}, … ${formatCount(values.length)} in all` : shown.join(', ');
}
