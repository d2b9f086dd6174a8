/**
 * Which runs are under way, in any tab of this browser: each holds a lock (Web Locks) while it trains. A lock goes when
 * its tab does, so that a run whose tab crashed counts as broken off at once.
 */
const lockOf = (run: string) => `stride-run-${run}`;

/** Does the work while the run counts as under way. */
export function whileAlive<Value>(run: string, work: () => Promise<Value>): Promise<Value> {
  const { locks } = globalThis.navigator ?? {};
  return locks ? locks.request(lockOf(run), work) : work();
}

export async function isAlive(run: string): Promise<boolean> {
  const { locks } = globalThis.navigator ?? {};
  const held = (await locks?.query())?.held ?? [];
  return held.some(({ name }) => name === lockOf(run));
}
