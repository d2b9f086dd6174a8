/** Saves a value at once when it changes, and what follows in quick succession together, in order. */

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
  /** Milliseconds after a save in which further changes wait, to be saved together. */
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
      if (timer !== null) return;
      void flush();
      timer = setTimeout(() => {
        timer = null;
        if (waiting) this.changed(waiting.value);
      }, delay);
    },
    flush,
  };
}
