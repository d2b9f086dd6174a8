/** More points than a chart has pixels tell nothing. */
const maxPoints = 1500;

/**
 * `[steps, 2]`, a loss and an accuracy for every step from 0 on, as `[points, 3]`: step, loss, accuracy. Neighbours are
 * averaged where there are too many, and stand at the last of their steps.
 */
export function thinBatches(batches: Float64Array, most = maxPoints): Float64Array {
  const steps = batches.length / 2;
  const width = Math.max(1, Math.ceil(steps / most));
  const points = new Float64Array(3 * Math.ceil(steps / width));
  for (let first = 0; first < steps; first += width) {
    const last = Math.min(steps, first + width) - 1;
    const count = last - first + 1;
    let [loss, accuracy] = [0, 0];
    for (let step = first; step <= last; step++) {
      loss += batches[2 * step] ?? 0;
      accuracy += batches[2 * step + 1] ?? 0;
    }
    points.set([last, loss / count, accuracy / count], (3 * first) / width);
  }
  return points;
}
