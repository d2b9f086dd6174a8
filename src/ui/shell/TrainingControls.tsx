import { LoaderCircle, Pause, Play, Square } from 'lucide-react';
import { useStore } from 'zustand';
import { performCommand } from '#state/commands/command.ts';
import { pauseCommand, resumeCommand, stopCommand, trainCommand } from '#state/commands/training-commands.ts';
import type { RunPhase } from '#state/training-store.ts';
import { Button } from '#ui/kit/Button.tsx';
import { useStride } from '#ui/stride-context.ts';

export interface TrainingControlsProps {
  /** The id of the sentence that says why Train cannot be pressed; null where it can. */
  readonly obstacleId: string | null;
}

/**
 * Train, Pause, Resume and Stop: those that apply. The first stays in its place through all phases, so that a second
 * press on Train never meets Stop.
 */
export function TrainingControls({ obstacleId }: TrainingControlsProps) {
  const stride = useStride();
  const phase = useStore(stride.training, (state) => state.phase);
  const isUnderWay = phase !== 'idle' && phase !== 'ended';
  return (
    <div className="flex shrink-0 gap-2">
      <FirstControl phase={phase} obstacleId={obstacleId} />
      {isUnderWay && phase !== 'stopping' && (
        <Button icon={Square} onClick={() => performCommand(stride, stopCommand)}>
          Stop
        </Button>
      )}
    </div>
  );
}

interface FirstControlProps extends TrainingControlsProps {
  readonly phase: RunPhase;
}

function FirstControl({ phase, obstacleId }: FirstControlProps) {
  const stride = useStride();
  switch (phase) {
    case 'idle':
    case 'ended':
      return (
        <Button
          variant="primary"
          icon={Play}
          disabled={obstacleId !== null}
          aria-describedby={obstacleId ?? undefined}
          className="min-w-24"
          onClick={() => performCommand(stride, trainCommand)}
        >
          Train
        </Button>
      );
    case 'running':
      return (
        <Button icon={Pause} className="min-w-24" onClick={() => performCommand(stride, pauseCommand)}>
          Pause
        </Button>
      );
    case 'paused':
      return (
        <Button
          variant="primary"
          icon={Play}
          className="min-w-24"
          onClick={() => performCommand(stride, resumeCommand)}
        >
          Resume
        </Button>
      );
    case 'compiling':
    case 'stopping':
      return (
        <Button icon={LoaderCircle} aria-disabled="true" className="min-w-24 opacity-60 [&>svg]:animate-spin">
          {phase === 'compiling' ? 'Preparing' : 'Stopping'}
        </Button>
      );
  }
}
