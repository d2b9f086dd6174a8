import { useStore } from 'zustand';
import { openInData } from '#state/library-open.ts';
import { useStride } from '../stride-context.ts';

/** Where the data set that is trained on has no pictures: the way to where they are added. Else null. */
export function useEmptyDataset(): (() => void) | null {
  const stride = useStride();
  const id = useStore(stride.dataset, (state) => state.id);
  const isEmpty = useStore(
    stride.libraryState,
    ({ datasets }) => datasets?.some((each) => each.id === id && each.sampleCount === 0) ?? false,
  );
  if (!isEmpty) return null;
  return () => {
    stride.view.setState({ workspace: 'data' });
    void openInData(stride, id);
  };
}
