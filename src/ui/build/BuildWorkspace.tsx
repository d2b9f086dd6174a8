import { ReactFlowProvider } from '@xyflow/react';
import { SheetLayout } from './layout/SheetLayout.tsx';
import { WideLayout } from './layout/WideLayout.tsx';
import { useMediaQuery } from './use-media-query.ts';

/** Where a network is put together. */
export function BuildWorkspace() {
  // Below, three panes would leave the canvas less room than the other two.
  const isNarrow = useMediaQuery('(max-width: 900px)');
  // The provider stands around everything, so that the palette and the problems can move the canvas's viewport.
  return <ReactFlowProvider>{isNarrow ? <SheetLayout /> : <WideLayout />}</ReactFlowProvider>;
}
