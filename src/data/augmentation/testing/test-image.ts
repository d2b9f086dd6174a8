import { fnv1a, uniformAt } from '#base/random.ts';

/** The goldens' test image of side S: `[S, S, 3]`, 0..255, float32. */
export function testImage(side: number): Float32Array {
  const seed = fnv1a('image');
  const image = new Float32Array(side * side * 3);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const [y, x] = [row / side, column / side];
      const at = (row * side + column) * 3;
      const base = [Math.sin(6 * x + 1), Math.cos(5 * y), Math.sin(4 * (x + y))];
      for (let channel = 0; channel < 3; channel++) {
        const noise = 2 * uniformAt(seed, at + channel) - 1;
        image[at + channel] = 127.5 + 100 * (base[channel] ?? 0) + 20 * noise;
      }
    }
  }
  return image;
}
