import { ImageDown, Workflow } from 'lucide-react';
import { templates } from '#graph/templates/index.ts';
import { openTemplate } from '#state/commands/project-commands.ts';
import { addLayer } from '#state/edit-graph.ts';
import { Button } from '../../kit/Button.tsx';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { useStride } from '../../stride-context.ts';

/** What to do on a canvas without layers. */
export function EmptyCanvas() {
  const stride = useStride();
  const [template] = templates;
  return (
    <div className="pointer-events-none absolute inset-0 z-10">
      <EmptyState
        icon={Workflow}
        title="An empty canvas"
        action={
          <>
            <Button
              variant="primary"
              icon={ImageDown}
              className="pointer-events-auto"
              onClick={() => addLayer(stride, 'Input')}
            >
              Start with an Input
            </Button>
            {template && (
              <Button className="pointer-events-auto" onClick={() => openTemplate(stride, template.id)}>
                Open {template.name}
              </Button>
            )}
          </>
        }
      >
        Every network begins with an Input. Drag layers here from the list of layers, press Enter on one to add it
        behind the selected layer, or start from a template.
      </EmptyState>
    </div>
  );
}
