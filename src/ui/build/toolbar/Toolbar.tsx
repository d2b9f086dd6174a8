import { CopyPlus, FoldVertical, Gauge, Maximize, Network, Trash2, UnfoldVertical } from 'lucide-react';
import { blockNames } from '#graph/shown-graph.ts';
import { templates } from '#graph/templates/index.ts';
import { performCommand } from '#state/commands/command.ts';
import { duplicate, remove } from '#state/commands/edit-commands.ts';
import { openTemplate } from '#state/commands/project-commands.ts';
import { showProfile } from '#state/commands/view-commands.ts';
import { collapseAllBlocks, expandAllBlocks } from '#state/shown.ts';
import { Button } from '../../kit/Button.tsx';
import { IconButton } from '../../kit/IconButton.tsx';
import { SelectField } from '../../kit/SelectField.tsx';
import { useProject, useShownGraph, useStride } from '../../stride-context.ts';
import { GraphPictureMenu } from '../../take-away/GraphPictureMenu.tsx';
import { afterLayout } from '../canvas/after-layout.ts';
import { arrange } from '../canvas/arrange.ts';
import { useCanvasViewport } from '../canvas/use-viewport.ts';
import { useSelection } from '../use-selection.ts';

/** What acts on the whole canvas, and on what is selected there. */
export function Toolbar() {
  const stride = useStride();
  const viewport = useCanvasViewport();
  const isEmpty = useProject((project) => project.graph.nodes.length === 0);
  const hasSelection = useSelection().length > 0;
  // A phone has no room for both at once.
  const ofWhole = hasSelection ? 'contents max-[500px]:hidden' : 'contents';
  const ofSelection = hasSelection ? 'contents' : 'contents max-[500px]:hidden';
  return (
    <div className="flex min-h-12 shrink-0 items-center gap-1.5 max-[700px]:gap-0.5 border-line border-b bg-surface px-3 py-1.5">
      <div className="min-w-28 max-w-44 flex-1">
        <TemplateChoice />
      </div>
      <Button variant="ghost" icon={Network} disabled={isEmpty} onClick={() => void arrange(stride).then(viewport.fit)}>
        <span className="max-[700px]:sr-only">Arrange</span>
      </Button>
      <BlocksButton />
      <IconButton label="Zoom to fit" icon={Maximize} disabled={isEmpty} onClick={viewport.fit} />
      <span className={ofWhole}>
        <IconButton
          label="Profile a training step"
          icon={Gauge}
          disabled={isEmpty}
          aria-haspopup="dialog"
          onClick={() => performCommand(stride, showProfile)}
        />
        <GraphPictureMenu disabled={isEmpty} />
      </span>
      <span className="min-w-0 flex-1 max-[700px]:hidden" />
      <span className={ofSelection}>
        <IconButton
          label="Duplicate"
          icon={CopyPlus}
          shortcut={duplicate.shortcuts?.[0]}
          disabled={!hasSelection}
          onClick={() => performCommand(stride, duplicate)}
        />
        <IconButton
          label="Delete"
          icon={Trash2}
          shortcut={remove.shortcuts?.[0]}
          disabled={!hasSelection}
          onClick={() => performCommand(stride, remove)}
        />
      </span>
    </div>
  );
}

/** Shows all blocks as one node each, or all layer by layer; nothing where the network has no blocks. */
function BlocksButton() {
  const stride = useStride();
  const viewport = useCanvasViewport();
  const hasBlocks = useProject((project) => blockNames(project.graph).length > 0);
  const { isCollapsed } = useShownGraph();
  if (!hasBlocks) return null;
  const toggle = () => {
    if (isCollapsed) expandAllBlocks(stride);
    else collapseAllBlocks(stride);
    afterLayout(viewport.open);
  };
  return (
    <Button variant="ghost" icon={isCollapsed ? UnfoldVertical : FoldVertical} onClick={toggle}>
      <span className="max-[700px]:sr-only">{isCollapsed ? 'Expand blocks' : 'Collapse blocks'}</span>
    </Button>
  );
}

/** Opens a template as one undoable step. It names an action, not a state: the network may be anything since. */
function TemplateChoice() {
  const stride = useStride();
  const viewport = useCanvasViewport();
  return (
    <SelectField
      label="Template"
      hideLabel
      value=""
      options={[{ value: '', label: 'Template…' }, ...templates.map(({ id, name }) => ({ value: id, label: name }))]}
      onChange={(id) => {
        openTemplate(stride, id);
        viewport.fit();
      }}
    />
  );
}
