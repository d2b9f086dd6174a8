import { RotateCcw } from 'lucide-react';
import { openDataset } from '#state/engine-events.ts';
import { Button } from '../kit/Button.tsx';
import { Callout } from '../kit/Callout.tsx';
import { useStride } from '../stride-context.ts';

interface DatasetFailureProps {
  readonly message: string;
  readonly remedy: string;
  readonly className?: string | undefined;
}

/** Why the data set could not be loaded, with another try. */
export function DatasetFailure({ message, remedy, className }: DatasetFailureProps) {
  const stride = useStride();
  return (
    <Callout
      tone="error"
      title={message}
      className={className}
      actions={
        <Button size="small" icon={RotateCcw} onClick={() => void openDataset(stride)}>
          Try again
        </Button>
      }
    >
      {remedy}
    </Callout>
  );
}
