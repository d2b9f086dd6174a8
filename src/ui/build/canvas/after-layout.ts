/** Waits until xyflow has measured the canvas anew, since what stands below it may just have changed its height. */
export function afterLayout(act: () => void): () => void {
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(act);
  });
  return () => cancelAnimationFrame(frame);
}
