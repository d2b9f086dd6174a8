import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { AugmentationPreview } from '#protocol/augmentation.ts';
import type { DatasetInfo } from '#protocol/dataset.ts';
import type { EngineFault } from '#protocol/engine.ts';
import { useMediaQuery } from '../../build/use-media-query.ts';
import { useProject, useStride } from '../../stride-context.ts';
import { useAugmentation } from '../use-augmentation.ts';
import { type EpochsPlaying, useEpochsPlaying } from './use-epochs-playing.ts';
import { usePreview } from './use-preview.ts';

/** How many epochs of one sample are shown. */
export const shownEpochs = Array.from({ length: 12 }, (_, epoch) => epoch);

export interface SamplePreview extends EpochsPlaying {
  readonly preview: AugmentationPreview | null;
  readonly fault: EngineFault | null;
  /** False where the person wants things to keep still. */
  readonly mayMove: boolean;
  /** The one transform that is shown by itself, by its type; null for all. */
  readonly only: string | null;
}

/** The chosen sample through the transforms on show, epoch by epoch. */
export function useSamplePreview(info: DatasetInfo): SamplePreview {
  const stride = useStride();
  const { graph, transforms } = useAugmentation();
  const only = useStore(stride.augment, (state) => state.only);
  const tried = useStore(stride.augment, (state) => state.seed);
  const sample = useStore(stride.augment, (state) => Math.min(state.sample, info.sampleCount - 1));
  const own = useProject((project) => project.seed);
  const request = useMemo(
    () => ({
      ...{ graph, dataset: info.id, sample, seed: tried ?? own, epochs: shownEpochs },
      ...(only === null ? {} : { only }),
    }),
    [graph, info.id, sample, tried, own, only],
  );
  const mayMove = !useMediaQuery('(prefers-reduced-motion: reduce)');
  return {
    ...usePreview(request),
    ...useEpochsPlaying(shownEpochs.length, mayMove),
    mayMove,
    only: transforms.find(({ name }) => name === only)?.type ?? null,
  };
}
