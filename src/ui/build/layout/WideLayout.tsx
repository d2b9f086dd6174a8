import type { ReactNode } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { Canvas } from '../canvas/Canvas.tsx';
import { Palette } from '../palette/Palette.tsx';
import { LayerSettings } from '../settings/LayerSettings.tsx';
import { Toolbar } from '../toolbar/Toolbar.tsx';
import { CanvasFooter } from './CanvasFooter.tsx';
import { paneStorage } from './pane-storage.ts';

/** Palette, canvas and settings side by side; the person sets how wide they are. */
export function WideLayout() {
  const layout = useDefaultLayout({ id: 'stride-build-panes', storage: paneStorage });
  return (
    <Group
      orientation="horizontal"
      className="h-full"
      {...(layout.defaultLayout ? { defaultLayout: layout.defaultLayout } : {})}
      onLayoutChanged={layout.onLayoutChanged}
    >
      <Panel id="layers" defaultSize={216} minSize={160} maxSize={360} groupResizeBehavior="preserve-pixel-size">
        <Palette />
      </Panel>
      <PaneSeparator label="Resize layers" />
      <Panel id="canvas" minSize={280}>
        <div className="flex h-full min-w-0 flex-col">
          <Toolbar />
          <div className="min-h-0 flex-1">
            <Canvas hasMinimap />
          </div>
          <CanvasFooter />
        </div>
      </Panel>
      <PaneSeparator label="Resize layer settings" />
      <Panel id="settings" defaultSize={300} minSize={240} maxSize={480} groupResizeBehavior="preserve-pixel-size">
        <LayerSettings />
      </Panel>
    </Group>
  );
}

function PaneSeparator({ label }: { readonly label: string }): ReactNode {
  return (
    <Separator
      aria-label={label}
      className="w-px bg-line outline-offset-0 transition-colors hover:bg-accent focus-visible:bg-accent data-[separator=active]:bg-accent"
    />
  );
}
