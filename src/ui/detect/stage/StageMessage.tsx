import type { ReactNode } from 'react';
import type { EngineFault } from '#protocol/engine.ts';
import { Callout } from '../../kit/Callout.tsx';

export interface StageMessageProps {
  readonly fault: EngineFault;
  readonly action?: ReactNode;
}

/** What is said where a picture would be. */
export function StageMessage({ fault, action }: StageMessageProps) {
  return (
    <div className="flex min-h-48 flex-1 items-center justify-center bg-sunken p-4">
      <Callout tone="error" title={fault.message} actions={action} className="max-w-md">
        {fault.remedy}
      </Callout>
    </div>
  );
}
