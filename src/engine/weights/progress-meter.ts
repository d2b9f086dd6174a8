/** Speed and time left of a download, from what arrived in the last few seconds. */

export interface Pace {
  readonly bytesPerSecond: number;
  /** null while that cannot be told. */
  readonly millisecondsLeft: number | null;
}

const windowMilliseconds = 5000;

/** @param now milliseconds of a clock that only goes forward */
export function progressMeter(now: () => number): (done: number, total: number | null) => Pace {
  const seen: { readonly time: number; readonly done: number }[] = [];
  return (done, total) => {
    const time = now();
    seen.push({ time, done });
    while (seen.length > 2 && time - (seen[0]?.time ?? time) > windowMilliseconds) seen.shift();
    const [first] = seen;
    const elapsed = first ? time - first.time : 0;
    const bytesPerSecond = first && elapsed > 0 ? ((done - first.done) / elapsed) * 1000 : 0;
    const left = total !== null && bytesPerSecond > 0 ? (Math.max(0, total - done) / bytesPerSecond) * 1000 : null;
    return { bytesPerSecond, millisecondsLeft: left };
  };
}
