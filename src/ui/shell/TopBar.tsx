import { Keyboard, PackageOpen, Redo2, Search, Share2, Undo2 } from 'lucide-react';
import { redo, undo } from '#state/commands/edit-commands.ts';
import { showCommands, showShortcuts } from '#state/commands/view-commands.ts';
import { IconButton } from '#ui/kit/IconButton.tsx';
import { Kbd } from '#ui/kit/Kbd.tsx';
import { useHistory, useStride } from '#ui/stride-context.ts';
import { BackendStatus } from './BackendStatus.tsx';
import { Logo } from './Logo.tsx';
import { ProjectName } from './ProjectName.tsx';
import { ThemeChoice } from './ThemeChoice.tsx';

const [paletteShortcut] = showCommands.shortcuts ?? [];

export function TopBar() {
  const stride = useStride();
  const history = useHistory();
  return (
    <header className="flex min-w-0 items-center gap-2 border-line border-b bg-surface px-3 [grid-area:top] max-desk:gap-1 max-desk:px-2">
      <h1 className="flex shrink-0 items-center gap-2 font-bold text-ink text-title tracking-tight">
        <Logo />
        <span className="max-desk:sr-only">Stride</span>
      </h1>
      <span aria-hidden="true" className="mx-1 h-5 w-px shrink-0 bg-line max-desk:hidden" />
      <ProjectName />
      <div className="flex shrink-0 items-center">
        <IconButton
          label="Undo"
          icon={Undo2}
          description={history.undo === null ? 'Nothing to undo' : `Undo ${history.undo}`}
          shortcut={undo.shortcuts?.[0]}
          disabled={history.undo === null}
          onClick={() => stride.project.undo()}
        />
        <IconButton
          label="Redo"
          icon={Redo2}
          description={history.redo === null ? 'Nothing to redo' : `Redo ${history.redo}`}
          shortcut={redo.shortcuts?.[0]}
          disabled={history.redo === null}
          onClick={() => stride.project.redo()}
        />
      </div>
      <div className="ml-auto flex min-w-0 items-center gap-1 max-desk:shrink-0">
        <BackendStatus />
        <button
          type="button"
          aria-label="Command palette"
          aria-haspopup="dialog"
          className="inline-flex h-8 shrink-0 items-center gap-2 rounded-medium border border-line bg-raised px-2.5 text-ink-muted text-label transition-colors hover:border-line-strong hover:text-ink max-desk:border-transparent max-desk:bg-transparent pointer-coarse:h-11"
          onClick={() => stride.view.setState({ overlay: 'commands' })}
        >
          <Search aria-hidden="true" className="size-4" />
          <span className="flex items-center gap-2 max-wide:hidden">
            Commands
            {paletteShortcut && <Kbd shortcut={paletteShortcut} />}
          </span>
        </button>
        <button
          type="button"
          aria-haspopup="dialog"
          className="inline-flex h-8 shrink-0 items-center gap-2 rounded-medium px-2.5 font-medium text-ink-muted text-label transition-colors hover:bg-hover hover:text-ink pointer-coarse:h-11"
          onClick={() => stride.view.setState({ overlay: 'share' })}
        >
          <Share2 aria-hidden="true" className="size-4" />
          <span className="max-wide:sr-only">Share</span>
        </button>
        <span className="contents max-desk:hidden">
          <IconButton
            label="Export…"
            icon={PackageOpen}
            description="As Keras, ONNX, TensorFlow.js, code, or to train elsewhere"
            aria-haspopup="dialog"
            onClick={() => stride.view.setState({ overlay: 'export' })}
          />
          <IconButton
            label="Keyboard shortcuts"
            icon={Keyboard}
            shortcut={showShortcuts.shortcuts?.[0]}
            aria-haspopup="dialog"
            onClick={() => stride.view.setState({ overlay: 'shortcuts' })}
          />
          <ThemeChoice />
        </span>
      </div>
    </header>
  );
}
