import { ImagePlus, RotateCcw } from 'lucide-react';
import { openDataset } from '#state/engine-events.ts';
import { Button } from '../kit/Button.tsx';
import { Callout } from '../kit/Callout.tsx';
import { useStride } from '../stride-context.ts';
import { useEmptyDataset } from './use-empty-dataset.ts';

interface DatasetFailureProps {
  readonly message: string;
  readonly remedy: string;
  readonly className?: string | undefined;
}

/** Why the data set could not be loaded, with another try, or the way to its first pictures. */
export function DatasetFailure({ message, remedy, className }: DatasetFailureProps) {
  const stride = useStride();
  const addPictures = useEmptyDataset();
  return (
    <Callout
      tone="error"
      title={message}
      className={className}
      actions={
        addPictures ? (
          <Button size="small" icon={ImagePlus} onClick={addPictures}>
            Add pictures
          </Button>
        ) : (
          <Button size="small" icon={RotateCcw} onClick={() => void openDataset(stride)}>
            Try again
          </Button>
        )
      }
    >
      {remedy}
    </Callout>
  );
}
