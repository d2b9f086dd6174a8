import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { setHalfKernels } from '#state/half-kernels.ts';
import { SwitchField } from '#ui/kit/SwitchField.tsx';
import { useStride } from '#ui/stride-context.ts';

const accuracy =
  'Such a kernel rounds each number that it multiplies to three significant digits, and those above 65,504 overflow; it adds up in 32 bits. Gradients always keep their 32 bits. It serves only where it is measured to be the fastest.';
const absence = 'This device has no 16-bit arithmetic (shader-f16).';

export interface HalfKernelsProps {
  onChange(): void;
}

/** The leave to compute with 16 bits a number, and what it costs. */
export function HalfKernels({ onChange }: HalfKernelsProps) {
  const stride = useStride();
  const isAllowed = useStore(stride.preferences, ({ halfKernels }) => halfKernels);
  const [isThere, setIsThere] = useState(true);

  useEffect(() => {
    stride.engine.hasHalfKernels().then(setIsThere, () => setIsThere(false));
  }, [stride]);

  return (
    <SwitchField
      label="Allow 16-bit kernels"
      checked={isAllowed && isThere}
      disabled={!isThere}
      help={isThere ? accuracy : absence}
      onChange={(isWanted) => void setHalfKernels(stride, isWanted).then(onChange)}
    />
  );
}
