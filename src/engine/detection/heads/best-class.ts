/** The highest of a row of scores, for heads that let a place be of one class only. */

/** WGSL: `bestOf(first, step)` gives the index of the highest of `classes` scores of a buffer, the first of equals. */
export function bestClassCode(buffer: string, classes: number): string {
  return `
  fn bestOf(first : i32, step : i32) -> i32 {
    var best = 0;
    for (var class_ = 1; class_ < ${classes}; class_++) {
      if (${buffer}[first + class_ * step] > ${buffer}[first + best * step]) { best = class_; }
    }
    return best;
  }`;
}

export function bestClass(values: ArrayLike<number>, first: number, step: number, classes: number): number {
  let best = 0;
  for (let index = 1; index < classes; index++) {
    if ((values[first + index * step] ?? 0) > (values[first + best * step] ?? 0)) best = index;
  }
  return best;
}
