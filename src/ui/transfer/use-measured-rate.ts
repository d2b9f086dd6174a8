import { useStore } from 'zustand';
import { networkFacts } from '#zoo/network-facts.ts';
import { useStride } from '../stride-context.ts';

/**
 * Multiply-adds a millisecond on this device: as the last transfer measured, else of the fastest network that has classified
 * a picture; null where neither has happened.
 */
export function useMeasuredRate(): number | null {
  const stride = useStride();
  const own = useStore(stride.transfer, ({ measuredRate }) => measuredRate);
  const measured = useStore(stride.pretrained, (state) => state.measured);
  if (own !== null) return own;
  const rates = Object.entries(measured).map(
    ([name, milliseconds]) => networkFacts(name).multiplyAdds / Math.max(milliseconds, 1e-3),
  );
  return rates.length === 0 ? null : Math.max(...rates);
}
