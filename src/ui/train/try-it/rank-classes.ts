/** A prediction as a list to read: every class, the likeliest first. */
import type { Prediction } from '#protocol/engine.ts';

export interface RankedClass {
  readonly name: string;
  /** 0..1; null where the network gave something that is not a number. */
  readonly probability: number | null;
}

export function rankClasses({
  probabilities,
  classNames,
}: Pick<Prediction, 'probabilities' | 'classNames'>): RankedClass[] {
  return classNames
    .map((name, index) => {
      const probability = probabilities[index];
      return { name, probability: probability !== undefined && Number.isFinite(probability) ? probability : null };
    })
    .sort((a, b) => (b.probability ?? -1) - (a.probability ?? -1));
}
