/** What follows from a layer's settings and inputs, in words and numbers. */
import { formatBytes, formatCount, formatShape } from '#base/format.ts';
import type { NodeAnalysis } from '#graph/analysis.ts';
import type { Fact } from './FactList.tsx';

export function layerFacts(analysis: NodeAnalysis): readonly Fact[] {
  const { inputs, output, parameters, trainableParameters, multiplyAdds, activationBytes } = analysis;
  const frozen = parameters - trainableParameters;
  return [
    ...(inputs.length > 0
      ? [{ label: inputs.length === 1 ? 'Input shape' : 'Input shapes', value: inputs.map(formatShape).join(', ') }]
      : []),
    { label: 'Output shape', value: formatShape(output) },
    { label: 'Parameters', value: formatCount(parameters) },
    ...(frozen > 0 ? [{ label: 'Non-trainable', value: formatCount(frozen) }] : []),
    { label: 'Multiply-adds', value: formatCount(multiplyAdds) },
    { label: 'Output in memory', value: `${formatBytes(activationBytes)} a picture` },
  ];
}
