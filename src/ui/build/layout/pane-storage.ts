/** Where pane sizes are remembered: the browser's storage, or nowhere where it is refused. */
export const paneStorage = {
  getItem(key: string): string | null {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  setItem(key: string, value: string): void {
    try {
      localStorage.setItem(key, value);
    } catch {
      // Sizes that cannot be remembered are no loss worth telling.
    }
  },
};
