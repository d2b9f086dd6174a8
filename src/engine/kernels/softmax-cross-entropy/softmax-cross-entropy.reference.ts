/** Softmax cross-entropy in float64. */

/**
 * @param logits [batch, classes]
 * @param labels probabilities [batch, classes]
 * @returns the loss of each sample, and the gradient of their sum weighted by `dy`
 */
export function softmaxCrossEntropyReference(
  classes: number,
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  dy: ArrayLike<number>,
): { readonly losses: number[]; readonly gradient: number[] } {
  const losses: number[] = [];
  const gradient: number[] = [];
  for (let row = 0; row < dy.length; row++) {
    const z = Array.from({ length: classes }, (_, c) => logits[row * classes + c] ?? Number.NaN);
    const y = Array.from({ length: classes }, (_, c) => labels[row * classes + c] ?? Number.NaN);
    const shift = Math.max(...z);
    const total = shift + Math.log(z.reduce((sum, value) => sum + Math.exp(value - shift), 0));
    const mass = y.reduce((sum, value) => sum + value, 0);
    losses.push(z.reduce((sum, value, c) => sum + (y[c] ?? 0) * (total - value), 0));
    z.forEach((value, c) => {
      gradient.push((dy[row] ?? Number.NaN) * (mass * Math.exp(value - total) - (y[c] ?? 0)));
    });
  }
  return { losses, gradient };
}
