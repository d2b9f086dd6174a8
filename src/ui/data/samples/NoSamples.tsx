import { Download, ImagePlus, Library } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../kit/Button.tsx';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { useStride } from '../../stride-context.ts';
import { HostedDialog } from '../datasets/HostedDialog.tsx';

/** A data set without pictures: how some come in, or that they are on their way. */
export function NoSamples({ dataset }: { readonly dataset: string }) {
  const { libraryState } = useStride();
  const isComing = useStore(libraryState, ({ jobs }) => jobs.some((job) => job.dataset === dataset));
  const [isFetching, setFetching] = useState(false);
  if (isComing) {
    return (
      <EmptyState icon={Download} title="Pictures are on their way">
        They show up here as they come in.
      </EmptyState>
    );
  }
  return (
    <>
      <EmptyState
        icon={ImagePlus}
        title="No pictures yet"
        action={
          <Button icon={Library} onClick={() => setFetching(true)}>
            Fetch a known data set
          </Button>
        }
      >
        Drop pictures, folders or a zip anywhere here, or choose Add images, Add folder, Add zip or Record from webcam
        above; a folder for each class names the classes.
      </EmptyState>
      {isFetching && <HostedDialog onClose={() => setFetching(false)} />}
    </>
  );
}
