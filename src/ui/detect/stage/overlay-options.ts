/** What the overlay shows besides the boxes. */
import { createContext, useContext } from 'react';

export interface OverlayOptions {
  readonly showIds: boolean;
  readonly showTrails: boolean;
}

export const OverlayOptionsContext = createContext<OverlayOptions>({ showIds: false, showTrails: false });

export function useOverlayOptions(): OverlayOptions {
  return useContext(OverlayOptionsContext);
}
