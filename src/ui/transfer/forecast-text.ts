/** The sentences of the forecast. */
import { formatBytes, formatCount } from '#base/format.ts';
import { sum } from '#base/math.ts';
import type { BaseBlock } from '#graph/transfer/base-blocks.ts';
import type { TrainingCost } from '#graph/transfer/training-cost.ts';
import type { TransferPlan } from '#protocol/transfer.ts';
import type { TransferSettings } from '#state/transfer-store.ts';

/** Which blocks are unfrozen, last first, and how much learns in them. */
export function unfrozenText(unfrozen: readonly BaseBlock[]): string {
  if (unfrozen.length === 0) return 'The whole base stays as it is; only the head learns.';
  const names = unfrozen.map(({ name }) => name).reverse();
  const shown = names.length > 4 ? [...names.slice(0, 3), '…', names.at(-1)] : names;
  return `${shown.join(', ')}: ${formatCount(sum(unfrozen.map(({ learnable }) => learnable)))} parameters learn.`;
}

export function memoryText(
  { weights, gradients, optimizer, activations }: TrainingCost['memory'],
  batchSize: number,
): string {
  return `Memory: ${formatBytes(activations)} for the outputs of ${formatCount(batchSize)} pictures and what leads back through them, ${formatBytes(weights)} for weights and the copies that a failed step goes back to, ${formatBytes(gradients)} for the weights’ gradients, ${formatBytes(optimizer)} for the optimizer.`;
}

/** What becomes of the features that were kept for the fast way. */
export function cacheText(
  { pictures, bytes }: TransferPlan['kept'],
  { unfrozen, augmentation }: Pick<TransferSettings, 'unfrozen' | 'augmentation'>,
): string {
  const reason =
    unfrozen > 0
      ? 'the unfrozen base no longer gives the features that it gave'
      : augmentation === 'none'
        ? 'the base is run in every step'
        : 'augmented pictures are new ones every time';
  if (pictures === 0) return `Kept features: none is used or made, since ${reason}.`;
  const what = `the features of ${formatCount(pictures)} pictures (${formatBytes(bytes)})`;
  return `Kept features: ${what} are not used, since ${reason}. They stay for the fast way, with the base as it was published.`;
}

export function normalizationText(inUnfrozen: number, unfrozen: number): string {
  if (unfrozen === 0 || inUnfrozen === 0) {
    return 'BatchNormalization: the base’s layers, where it has them, run on the statistics that they were trained with.';
  }
  return `BatchNormalization: the ${formatCount(inUnfrozen)} layers in the unfrozen blocks stay frozen, on the statistics that they were trained with, as in Keras’s guide.`;
}
