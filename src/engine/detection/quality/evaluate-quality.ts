/** The figures of a detector on annotated pictures, in the form in which they cross to the page. */
import type { PictureFaults, QualityReport, QualityRequest } from '#protocol/quality.ts';
import { evaluateCoco, evaluateVoc, type VocEvaluation } from '#vision/average-precision.ts';
import { rankByErrors } from '#vision/picture-errors.ts';
import type { PrecisionRecallPoint } from '#vision/precision-recall.ts';
import { thinCurve } from '#vision/thin-curve.ts';

/** No curve on a screen has more pixels. */
const curvePoints = 400;

export function evaluateQuality(request: QualityRequest): QualityReport {
  const coco = evaluateCoco(request.pictures);
  return {
    coco: { ...coco, classes: coco.classes.map(withThinCurve) },
    voc: vocOf(request),
    faults: faultsOf(request),
  };
}

export function vocOf({ pictures, vocRule }: Pick<QualityRequest, 'pictures' | 'vocRule'>): VocEvaluation {
  const voc = evaluateVoc(pictures, vocRule);
  return { ...voc, classes: voc.classes.map(withThinCurve) };
}

export function faultsOf({ pictures, errors }: Pick<QualityRequest, 'pictures' | 'errors'>): readonly PictureFaults[] {
  const places = new Map(pictures.map((picture, index) => [picture, index]));
  return rankByErrors(pictures, errors)
    .filter(({ wrong, missed }) => wrong.length + missed.length > 0)
    .map(({ picture, wrong, missed }) => ({ picture: places.get(picture) ?? 0, wrong, missed }));
}

function withThinCurve<Class extends { readonly curve: readonly PrecisionRecallPoint[] }>(each: Class): Class {
  return { ...each, curve: thinCurve(each.curve, curvePoints) };
}
