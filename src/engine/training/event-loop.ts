/** Lets the worker hear its messages between two steps. */

interface PrioritizedScheduler {
  yield?(): Promise<void>;
}

/**
 * Resolves after the messages that wait have been heard. `setTimeout` would add 4 ms to every step, by the standard's
 * clamp on nested timers.
 */
export function yieldToMessages(): Promise<void> {
  const { scheduler } = globalThis as { readonly scheduler?: PrioritizedScheduler };
  if (scheduler?.yield) return scheduler.yield();
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
