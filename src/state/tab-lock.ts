/**
 * One tab at a time changes the project and the data sets: the one that holds a lock (Web Locks). The others show it and take over when that
 * tab closes, or when a person asks for it; a tab that does so reads the project as the one before has left it.
 */
import type { Project } from '#graph/project/project.ts';
import { lookForInterruptedRun } from './checkpoints.ts';
import { endImports } from './library-import.ts';
import { takeChargeOfLibrary } from './library-open.ts';
import { refreshRuns } from './runs.ts';
import type { Stride } from './stride.ts';

export interface TabLockParts {
  /** Undefined where the browser has none: then every tab counts as the only one. */
  readonly locks: LockManager | undefined;
  /** Reaches the other tabs. */
  readonly channel: Pick<BroadcastChannel, 'postMessage' | 'addEventListener'>;
  /** Saves what is not saved yet. */
  flush(): Promise<void>;
  /** The document as it is saved; null where there is none. */
  load(): Promise<Project | null>;
}

export interface TabLock {
  /** Asks the tab that has the project to let go, and takes it from one that does not answer. */
  takeOver(): void;
}

const lockName = 'stride-project';
/** A tab that the browser has frozen does not answer; it has saved everything when it went out of sight. */
const patienceMilliseconds = 3000;

/** Why the document cannot be changed in this tab, as a sentence; null where it can. */
export function readOnlyReason(stride: Stride): string | null {
  return stride.tabLock.getState().role === 'owner'
    ? null
    : 'Stride is open in another tab, which has this project. Take it over here, or go on there.';
}

/** Settles who has the project, and follows that from then on. Resolves when it is known. */
export async function holdTabLock(stride: Stride, { locks, channel, flush, load }: TabLockParts): Promise<TabLock> {
  if (locks === undefined) {
    void takeChargeOfLibrary(stride);
    return { takeOver: () => undefined };
  }
  let letGo: () => void = () => undefined;

  /** Lasts as long as this tab has the project. */
  const held = () =>
    new Promise<void>((resolve) => {
      letGo = resolve;
    });

  const becomeReader = () => stride.tabLock.setState({ role: 'reader' });

  async function becomeOwner(): Promise<void> {
    const saved = await load().catch(() => null);
    stride.tabLock.setState({ role: 'owner' });
    if (saved !== null) stride.project.open(saved);
    await Promise.all([lookForInterruptedRun(stride), refreshRuns(stride), takeChargeOfLibrary(stride)]);
  }

  function wait(options: LockOptions = {}): void {
    locks
      ?.request(lockName, options, async () => {
        const over = held();
        await becomeOwner();
        await over;
      })
      // The lock was stolen: this tab did not answer in time.
      .catch(() => {
        becomeReader();
        wait();
      });
  }

  channel.addEventListener('message', ({ data }) => {
    if (data !== 'take-over' || stride.tabLock.getState().role !== 'owner') return;
    becomeReader();
    void Promise.all([flush(), endImports(stride)]).then(() => {
      letGo();
      wait();
    });
  });

  const isFirst = await new Promise<boolean>((resolve) => {
    locks
      .request(lockName, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock === null ? undefined : held();
      })
      .catch(() => {
        becomeReader();
        wait();
      });
  });
  if (isFirst) {
    void takeChargeOfLibrary(stride);
  } else {
    becomeReader();
    wait();
  }
  return {
    takeOver() {
      if (stride.tabLock.getState().role !== 'reader') return;
      stride.tabLock.setState({ role: 'taking' });
      channel.postMessage('take-over');
      setTimeout(() => {
        if (stride.tabLock.getState().role === 'taking') wait({ steal: true });
      }, patienceMilliseconds);
    },
  };
}
