import { useStore } from 'zustand';
import { isEmbedded } from '#state/library-embedded.ts';
import { chooseTransfer } from '#state/transfer.ts';
import { enlargedFrom, fitPicturesToBase } from '#state/transfer-plan.ts';
import { Button } from '../kit/Button.tsx';
import { Callout } from '../kit/Callout.tsx';
import { useStride } from '../stride-context.ts';
import { smallestSize } from './base-options.ts';

/** Says where pictures are blown up to what the base reads: it then sees blur, and the forecast of its accuracy is off. */
export function EnlargedWarning({ disabled }: { readonly disabled: boolean }) {
  const stride = useStride();
  const { inputSize, dataset } = useStore(stride.transfer, (state) => state.settings);
  const plan = useStore(stride.transfer, (state) => state.plan);
  if (plan.phase !== 'ready') return null;
  const { pictures } = plan;
  const side = enlargedFrom(pictures, inputSize);
  if (side === null) return null;
  const [height, width] = pictures.sampleShape;
  const target = Math.min(height, width);
  const canGrow = !isEmbedded(dataset) && target < inputSize && (pictures.originalSide ?? 0) >= inputSize;
  const smaller = Math.max(side, smallestSize);
  return (
    <Callout
      tone="warning"
      title={`Your pictures are enlarged from ${side} to ${inputSize} pixels`}
      actions={
        canGrow ? (
          <Button size="small" disabled={disabled} onClick={() => void fitPicturesToBase(stride)}>
            Bring the pictures in at {inputSize} × {inputSize}
          </Button>
        ) : (
          smaller < inputSize && (
            <Button size="small" disabled={disabled} onClick={() => chooseTransfer(stride, { inputSize: smaller })}>
              Let the base see {smaller} × {smaller}
            </Button>
          )
        )
      }
    >
      {canGrow
        ? `The files are larger, but in Data their target size is ${width} × ${height}: the base sees blur where it was trained on sharp pictures.`
        : 'The base was trained on sharp pictures and sees blur. Expect less of it, and more of larger pictures.'}
    </Callout>
  );
}
