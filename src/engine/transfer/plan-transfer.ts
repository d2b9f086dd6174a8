import { product } from '#base/math.ts';
import type { PlanRequest, TransferPlan } from '#protocol/transfer.ts';
import { baseGraph } from './base-graph.ts';
import type { FeatureStore } from './feature-store.ts';
import { featuresOrigin } from './features-origin.ts';
import { behindPictures, headGraph, joinHead, outputShape } from './join-graphs.ts';

/** See `TransferEngine.plan`. */
export async function planTransfer(
  request: PlanRequest,
  store: FeatureStore,
  isHalfPrecision: boolean,
): Promise<TransferPlan> {
  const { base: chosen, inputSize, sampleShape, classCount, head } = request;
  const base = behindPictures(baseGraph(chosen, inputSize), sampleShape);
  const graph = joinHead(base, headGraph(base, head, classCount));
  const origin = featuresOrigin(request, base, isHalfPrecision);
  const { pictures, bytes } = await store.open(origin, product(outputShape(base)));
  return { graph, kept: { pictures, bytes } };
}
