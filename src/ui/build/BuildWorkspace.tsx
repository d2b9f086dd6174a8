import { ReactFlowProvider } from '@xyflow/react';
import { PhoneLayout } from './layout/PhoneLayout.tsx';
import { WideLayout } from './layout/WideLayout.tsx';
import { useMediaQuery } from './use-media-query.ts';

/** Where a network is put together. */
export function BuildWorkspace() {
  const isPhone = useMediaQuery('(max-width: 700px)');
  // The provider stands around everything, so that the palette and the problems can move the canvas's viewport.
  return <ReactFlowProvider>{isPhone ? <PhoneLayout /> : <WideLayout />}</ReactFlowProvider>;
}
