/** Marks what an answer hands over to the other thread instead of copying it. `expose.ts` reads the marks. */

const marks = new WeakMap<object, readonly Transferable[]>();

/** The same value; its buffers and pictures are moved when it is answered, so nothing here may use them afterwards. */
export function handOver<Value extends object>(value: Value, transferables: readonly Transferable[]): Value {
  marks.set(value, transferables);
  return value;
}

export function handedOver(value: unknown): readonly Transferable[] {
  return typeof value === 'object' && value !== null ? (marks.get(value) ?? []) : [];
}
