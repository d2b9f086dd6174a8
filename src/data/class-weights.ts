/**
 * How much each class's samples count in the loss, so that small classes are not drowned by large ones: scikit-learn's
 * `class_weight='balanced'`, samples / (classes × samples of the class). Their mean over the samples is one.
 */
export function balancedClassWeights(labels: Iterable<number>, classCount: number): number[] {
  const counts = new Array<number>(classCount).fill(0);
  let total = 0;
  for (const label of labels) {
    counts[label] = (counts[label] ?? 0) + 1;
    total++;
  }
  const present = counts.filter((count) => count > 0).length;
  // A class without samples is never weighed.
  return counts.map((count) => (count === 0 ? 1 : total / (present * count)));
}
