/**
 * Named errors. Every error a person can meet is a `StrideError`: it names the thing it is about (a layer, a file, a
 * box), says what was expected and what was received, and what to do next. Programming faults are plain `Error`s,
 * raised by `assert`.
 */

export interface StrideErrorParts {
  /** Machine-readable kind, stable across wordings, in kebab-case: `gpu-out-of-memory`. */
  readonly code: string;
  /** One sentence: which thing, what was expected, what was received. */
  readonly message: string;
  /** One sentence in the imperative: what the person can do now. */
  readonly remedy?: string;
  readonly cause?: unknown;
}

export class StrideError extends Error {
  override readonly name = 'StrideError';
  readonly code: string;
  readonly remedy: string | undefined;

  constructor({ code, message, remedy, cause }: StrideErrorParts) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.remedy = remedy;
  }
}

/** The sentence to show for anything that was thrown: an error's message, or the value itself. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
