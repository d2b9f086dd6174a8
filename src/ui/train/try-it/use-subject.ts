import { useStore } from 'zustand';
import { useStride } from '../../stride-context.ts';

/** What the data set is of, as the words about it call one: the embedded one has digits. */
export function useSubject(): 'digit' | 'picture' {
  const { dataset } = useStride();
  return useStore(dataset, ({ id }) => (id === 'mnist' ? 'digit' : 'picture'));
}
