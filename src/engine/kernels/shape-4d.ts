/** tfjs types every shape as a list of numbers; an image tensor has four. */

/** @throws Error when the shape has not exactly four sizes. */
export function asShape4D(shape: readonly number[]): [number, number, number, number] {
  const [a, b, c, d] = shape;
  if (a === undefined || b === undefined || c === undefined || d === undefined || shape.length !== 4) {
    throw new Error(`Expected a shape of four sizes. Received: [${shape.join(', ')}]`);
  }
  return [a, b, c, d];
}
