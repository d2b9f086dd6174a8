/**
 * Shapes as the graph knows them: without the batch axis, channels last. `[height, width, channels]` for pictures and
 * feature maps, `[units]` for vectors. All sizes are known before anything runs.
 */
export type Shape = readonly number[];

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}
