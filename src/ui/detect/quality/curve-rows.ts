/** A precision-recall curve at eleven recalls, for reading instead of looking. Pure. */
import { type PrecisionRecallPoint, precisionEnvelope } from '#vision/precision-recall.ts';

export interface CurveRow {
  /** 0, 0.1, … 1. */
  readonly recall: number;
  /** The best precision at this recall or a higher one; null where the detector never gets so far. */
  readonly precision: number | null;
  /** The score threshold that gives it. */
  readonly score: number | null;
}

export function curveRows(curve: readonly PrecisionRecallPoint[]): readonly CurveRow[] {
  const envelope = precisionEnvelope(curve);
  return Array.from({ length: 11 }, (_, step) => {
    const recall = step / 10;
    const reached = curve.findIndex((point) => point.recall >= recall);
    const precision = envelope[reached] ?? null;
    const best = reached < 0 ? undefined : curve.slice(reached).find((point) => point.precision === precision);
    return { recall, precision, score: best?.score ?? null };
  });
}
