/** What ONNX Runtime says when it cannot run a file, as a sentence a person understands. */
import { messageOf, StrideError } from '#base/errors.ts';

const patterns = [
  /Could not find an implementation for ([\w.:]+)\((-?\d+)\)/i,
  /Fatal error: ([\w.:]+)\((-?\d+)\) is not a registered function\/op/i,
  /No Op registered for ([\w.:]+) with domain_version of (-?\d+)/i,
  /No opset import for domain '?([\w.]+)'?/i,
  /(?:cannot resolve|unrecognized|unsupported) operator '?([\w.:]+)'?/i,
] as const;

/** The operator that the runtime lacks, or null where something else is the matter. */
export function missingOperator(message: string): string | null {
  for (const pattern of patterns) {
    const found = pattern.exec(message)?.[1];
    if (found) return found;
  }
  return null;
}

export function onnxFault(name: string, thrown: unknown): StrideError {
  const message = messageOf(thrown);
  const operator = missingOperator(message);
  if (operator !== null) {
    return new StrideError({
      code: 'detector-operator-missing',
      message: `${name} needs the operator ${operator}, which ONNX Runtime does not have in a browser.`,
      remedy: 'Export the network without it, for a lower opset, or with its post-processing left out.',
      cause: thrown,
    });
  }
  return new StrideError({
    code: 'detector-unreadable',
    message: `${name} could not be opened as an ONNX file: ${message}`,
    remedy: 'Choose an .onnx file that holds its weights, not one that keeps them in a file beside it.',
    cause: thrown,
  });
}
