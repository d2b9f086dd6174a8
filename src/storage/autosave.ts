/** Saves the newest value a moment after it changed, one save at a time and in order. */

export interface Autosave<Value> {
  /** Notes that there is something to save. */
  changed(value: Value): void;
  /** Saves at once what is still waiting; resolves when everything noted so far is saved or has failed. */
  flush(): Promise<void>;
}

export interface AutosaveParts<Value> {
  save(value: Value): Promise<void>;
  /** Hears of each save that failed. The value counts as noted again only with the next change. */
  failed(thrown: unknown): void;
  /** Milliseconds between a change and its save; further changes in between join it. */
  readonly delay: number;
}

export function createAutosave<Value>({ save, failed, delay }: AutosaveParts<Value>): Autosave<Value> {
  let waiting: { readonly value: Value } | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let inFlight: Promise<void> = Promise.resolve();

  function flush(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (waiting) {
      const { value } = waiting;
      waiting = null;
      // Begun in this very moment, not behind the save before it: the page may be going away. IndexedDB keeps the order.
      const saved = save(value).catch(failed);
      inFlight = Promise.all([inFlight, saved]).then(() => undefined);
    }
    return inFlight;
  }

  return {
    changed(value) {
      waiting = { value };
      timer ??= setTimeout(() => void flush(), delay);
    },
    flush,
  };
}
