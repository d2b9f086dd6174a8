/** Keras's arithmetic of proportions: `crop_to_aspect_ratio`, `pad_to_aspect_ratio` and `smart_resize`. Sizes in pixels. */

export interface Window {
  readonly top: number;
  readonly left: number;
  readonly rows: number;
  readonly columns: number;
}

/** The largest middle part of a picture that has the proportions of `target`, `[height, width]`. */
export function croppedWindow(height: number, width: number, target: readonly [number, number]): Window {
  const rows = Math.max(1, Math.min(height, Math.floor((width * target[0]) / target[1])));
  const columns = Math.max(1, Math.min(width, Math.floor((height * target[1]) / target[0])));
  return { top: Math.floor((height - rows) / 2), left: Math.floor((width - columns) / 2), rows, columns };
}

/** How wide a rim above and below (`down`), and left and right, gives a picture the proportions of `target`. */
export function rimFor(
  height: number,
  width: number,
  target: readonly [number, number],
): { readonly down: number; readonly right: number } {
  const rows = Math.max(height, Math.floor((width * target[0]) / target[1]));
  const columns = Math.max(width, Math.floor((height * target[1]) / target[0]));
  return { down: Math.floor((rows - height) / 2), right: Math.floor((columns - width) / 2) };
}
