import { Minus, Plus } from 'lucide-react';
import { IconButton } from '../../kit/IconButton.tsx';
import { useCanvasViewport } from './use-viewport.ts';

/** Zooming by buttons, in the canvas's lower left corner. */
export function CanvasControls() {
  const viewport = useCanvasViewport();
  return (
    <div className="absolute bottom-3 left-3 z-10 flex flex-col overflow-hidden rounded-medium border border-line bg-raised shadow-low">
      <IconButton label="Zoom in" icon={Plus} onClick={viewport.zoomIn} />
      <IconButton label="Zoom out" icon={Minus} onClick={viewport.zoomOut} />
    </div>
  );
}
