/** Throws where the program contradicts itself; never for a person's input, which deserves a `StrideError`. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Assertion failed: ${message}`);
}

/** Returns the value, throwing where it is absent though the program holds that it is there. */
export function present<T>(value: T | null | undefined, message: string): T {
  assert(value !== null && value !== undefined, message);
  return value;
}

/** Marks the end of a switch over a union: does not compile while a case is missing. */
export function unreachable(value: never): never {
  throw new Error(`Assertion failed: unexpected case ${JSON.stringify(value)}`);
}
