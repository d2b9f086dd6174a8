import { useMemo } from 'react';
import { useStore } from 'zustand';
import { layerMilliseconds } from '#state/profile.ts';
import { useStride } from '../../stride-context.ts';

/** Each layer's share of the profiled step, by name; null while it is not to be shown. */
export function useHeat(): ReadonlyMap<string, number> | null {
  const { profiling } = useStride();
  const profile = useStore(profiling, (state) => (state.showsHeat ? state.profile : null));
  return useMemo(() => {
    if (profile === null) return null;
    const whole = profile.rows.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
    return new Map([...layerMilliseconds(profile)].map(([name, milliseconds]) => [name, milliseconds / (whole || 1)]));
  }, [profile]);
}
