/** Every kind of problem that is looked for, the most basic first. */
import type { Problem } from '../analysis.ts';
import { findAugmentationBehindWeights } from './augmentation-behind-weights.ts';
import { findCycles } from './cycle.ts';
import { findDuplicateNames } from './duplicate-name.ts';
import { findEmptyGraph } from './empty-graph.ts';
import type { Facts, ProblemFinder } from './facts.ts';
import { findForgottenFlatten } from './forgotten-flatten.ts';
import { findHeadMismatch } from './head-mismatch.ts';
import { findInputCounts } from './input-count.ts';
import { findInputMismatch } from './input-mismatch.ts';
import { findMissingInput } from './missing-input.ts';
import { findNothingToTrain } from './nothing-to-train.ts';
import { findSeveralInputs } from './several-inputs.ts';
import { findShapeFaults } from './shape-faults.ts';
import { findSharedWeights } from './shared-weights.ts';
import { findUnknownLayers } from './unknown-layer.ts';
import { findUnreadOutputs } from './unread-output.ts';

const finders: readonly ProblemFinder[] = [
  findEmptyGraph,
  findMissingInput,
  findCycles,
  findInputCounts,
  findDuplicateNames,
  findInputMismatch,
  findSeveralInputs,
  findUnknownLayers,
  findShapeFaults,
  findForgottenFlatten,
  findSharedWeights,
  findAugmentationBehindWeights,
  findUnreadOutputs,
  findHeadMismatch,
  findNothingToTrain,
];

export function findProblems(facts: Facts): readonly Problem[] {
  return finders.flatMap((find) => find(facts));
}
