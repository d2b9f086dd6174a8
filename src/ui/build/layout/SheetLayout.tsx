import { CircleAlert, Layers, type LucideIcon, SlidersHorizontal, X } from 'lucide-react';
import { type ComponentType, useEffect, useState } from 'react';
import { Badge } from '../../kit/Badge.tsx';
import { classNames } from '../../kit/class-names.ts';
import { IconButton } from '../../kit/IconButton.tsx';
import { useAnalysis, useStride } from '../../stride-context.ts';
import { afterLayout } from '../canvas/after-layout.ts';
import { Canvas } from '../canvas/Canvas.tsx';
import { useCanvasViewport } from '../canvas/use-viewport.ts';
import { Palette } from '../palette/Palette.tsx';
import { ProblemsPanel } from '../problems/ProblemsPanel.tsx';
import { LayerSettings } from '../settings/LayerSettings.tsx';
import { ModelSummary } from '../summary/ModelSummary.tsx';
import { Toolbar } from '../toolbar/Toolbar.tsx';

interface Sheet {
  readonly id: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly content: ComponentType;
}

const sheets: readonly Sheet[] = [
  { id: 'layers', label: 'Layers', icon: Layers, content: Palette },
  { id: 'settings', label: 'Settings', icon: SlidersHorizontal, content: LayerSettings },
  { id: 'problems', label: 'Problems', icon: CircleAlert, content: ProblemsPanel },
];

/** For narrow screens: the canvas on the whole of it; the palette, the settings and the problems come up from below. */
export function SheetLayout() {
  const [open, setOpen] = useState<string | null>(null);
  const { problems } = useAnalysis();
  useShownLayerAbove(open);
  const hasErrors = problems.some(({ severity }) => severity === 'error');
  const sheet = sheets.find(({ id }) => id === open);
  return (
    <div className="flex h-full min-w-0 flex-col overflow-hidden">
      <Toolbar />
      <div className="relative min-h-0 flex-1">
        <Canvas hasMinimap={false} />
      </div>
      {sheet && (
        <div
          id="build-sheet"
          className="relative h-[46%] shrink-0 overflow-hidden rounded-t-large border-line border-t bg-surface shadow-high"
        >
          <IconButton label="Close" icon={X} className="absolute top-0 right-0 z-20" onClick={() => setOpen(null)} />
          <sheet.content />
        </div>
      )}
      <div className="flex shrink-0 border-line border-t">
        <ModelSummary />
      </div>
      <div className="grid shrink-0 grid-cols-3 border-line border-t bg-surface">
        {sheets.map(({ id, label, icon: Icon }) => (
          <button
            key={id}
            type="button"
            aria-expanded={id === open}
            aria-controls={id === open ? 'build-sheet' : undefined}
            onClick={() => setOpen(id === open ? null : id)}
            className={classNames(
              'flex min-h-11 items-center justify-center gap-1.5 font-medium text-label',
              id === open ? 'bg-accent-soft text-accent' : 'text-ink-muted',
            )}
          >
            <Icon aria-hidden="true" className="size-4" />
            {label}
            {id === 'problems' && problems.length > 0 && (
              <Badge tone={hasErrors ? 'danger' : 'warning'}>{problems.length}</Badge>
            )}
          </button>
        ))}
      </div>
    </div>
  );
}

/** Keeps the layer that the settings show in sight when a sheet comes up. */
function useShownLayerAbove(sheet: string | null): void {
  const stride = useStride();
  const viewport = useCanvasViewport();
  useEffect(() => {
    if (sheet === null) return;
    return afterLayout(() => {
      const shown = stride.selection.get().at(-1);
      const node = stride.project.getProject().graph.nodes.find(({ id }) => id === shown);
      if (node) viewport.show(node);
    });
  }, [sheet, stride, viewport]);
}
