/** Decisions that depend on shapes alone are taken once for each shape, not at every dispatch. */

/** The same function, which computes its result once for all arguments that are equal as JSON. */
export function oncePerArguments<Arguments extends readonly unknown[], Result>(
  decide: (...given: Arguments) => Result,
): (...given: Arguments) => Result {
  const decided = new Map<string, { readonly result: Result }>();
  return (...given) => {
    const key = JSON.stringify(given);
    const known = decided.get(key);
    if (known) return known.result;
    const result = decide(...given);
    decided.set(key, { result });
    return result;
  };
}
