/** A run with its curves as JSON. Its weights are a file of their own. */
import { parseRunCurves, parseRunRecord, type RunCurves, type RunRecord } from '#graph/training/run-schemas.ts';

export interface CarriedRun {
  readonly listed: RunRecord;
  readonly curves: RunCurves;
}

/** What is no finite number, as a loss that diverged, becomes null. */
export function runText({ listed, curves: { batches, confusion } }: CarriedRun): string {
  const curves = { batches: [...batches], confusion: confusion && { ...confusion, counts: [...confusion.counts] } };
  return JSON.stringify({ listed: { ...listed, weightsBytes: 0 }, curves });
}

/** Undefined for anything that `runText` does not give. Never throws. */
export function parseRun(value: unknown): CarriedRun | undefined {
  const { listed, curves } = recordOf(value);
  const { batches, confusion } = recordOf(curves);
  if (!Array.isArray(batches)) return undefined;
  const counts = recordOf(confusion).counts;
  const record = parseRunRecord(withNumbers(listed));
  const parsed = parseRunCurves({
    batches: Float64Array.from(batches, numberOf),
    confusion:
      confusion === null ? null : { ...recordOf(confusion), counts: Uint32Array.from(listOf(counts), numberOf) },
  });
  return record && parsed && batches.length % 3 === 0 ? { listed: record, curves: parsed } : undefined;
}

/** JSON has no infinity, which the loss of an epoch may be; what is not a number no epoch reports. */
function withNumbers(listed: unknown): unknown {
  const { epochs, ...rest } = recordOf(listed);
  const metrics = (value: unknown) =>
    Object.fromEntries(
      Object.entries(recordOf(value)).map(([name, number]) => [name, number ?? Number.POSITIVE_INFINITY]),
    );
  const restored = listOf(epochs).map((epoch) => {
    const { training, validation, ...report } = recordOf(epoch);
    return {
      ...report,
      training: metrics(training),
      ...(validation === undefined ? {} : { validation: metrics(validation) }),
    };
  });
  return { ...rest, epochs: restored };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN;
}
