/** Loads what reads pictures before any are added, so that they come in where the network has gone since. */
export async function loadAhead(): Promise<void> {
  // What cannot be loaded now is asked for again when it is needed, and says so then.
  await Promise.allSettled([
    import('./import/open-sources.ts'),
    import('./import/plan-import.ts'),
    import('./import/import-run.ts'),
    import('./import/prepare-picture.ts'),
    import('./export-dataset.ts'),
  ]);
}
