import { setLearningRateMultiplier } from '#graph/edits/set-learning-rate-multiplier.ts';
import { setTrainable } from '#graph/edits/set-trainable.ts';
import { definitionOf } from '#graph/layers/definition-of.ts';
import type { LayerNode, ModelGraph } from '#graph/model-graph.ts';
import { editGraph } from '#state/edit-graph.ts';
import { familyLooks } from '../../kit/family.ts';
import { NumberField } from '../../kit/NumberField.tsx';
import { SwitchField } from '../../kit/SwitchField.tsx';
import { useAnalysis, useStride } from '../../stride-context.ts';
import { FactList } from './FactList.tsx';
import { LayerBlock } from './LayerBlock.tsx';
import { LayerConnections } from './LayerConnections.tsx';
import { LayerFields } from './LayerFields.tsx';
import { LayerName } from './LayerName.tsx';
import { LayerSharing } from './LayerSharing.tsx';
import { layerFacts } from './layer-facts.ts';
import { UnknownLayerFacts } from './UnknownLayerFacts.tsx';

export interface LayerDetailsProps {
  readonly node: LayerNode;
  readonly graph: ModelGraph;
}

/** All about one layer. */
export function LayerDetails({ node, graph }: LayerDetailsProps) {
  const stride = useStride();
  const analysis = useAnalysis().nodes.get(node.id);
  const { family, explanation } = definitionOf(node.type);
  const { icon: Icon, label, text } = familyLooks[family];
  return (
    <div className="flex flex-col divide-y divide-line [&>*]:px-3 [&>*]:py-3">
      <div className="flex flex-col gap-2">
        <div className="flex items-center gap-2">
          <Icon aria-hidden="true" className={`size-4.5 shrink-0 ${text}`} />
          <p className="min-w-0 flex-1 truncate font-semibold text-ink text-title">{node.type}</p>
          <span className={`font-medium text-caption ${text}`}>{label}</span>
        </div>
        <p className="text-ink-muted text-label">{explanation}</p>
      </div>
      <div className="flex flex-col gap-3">
        <LayerName node={node} />
        <LayerFields node={node} />
        {analysis && analysis.weights.length > 0 && (
          <SwitchField
            label="Trainable"
            checked={node.trainable}
            help={node.trainable ? undefined : 'Frozen: training leaves these weights as they are.'}
            onChange={(trainable) =>
              editGraph(stride, `${trainable ? 'Unfreeze' : 'Freeze'} ${node.name}`, (before) =>
                setTrainable(before, node.id, trainable),
              )
            }
          />
        )}
        {analysis && analysis.trainableParameters > 0 && (
          <NumberField
            label="Learning rate multiplier"
            value={node.learningRateMultiplier ?? 1}
            min={1e-4}
            max={100}
            step={0.1}
            unit="times"
            help="How many times the run’s learning rate this layer learns at. Below 1 for a base that is fine-tuned."
            onChange={(multiplier) =>
              editGraph(stride, `Set the learning rate of ${node.name}`, (before) =>
                setLearningRateMultiplier(before, node.id, multiplier),
              )
            }
          />
        )}
      </div>
      {node.type === 'UnknownLayer' && <UnknownLayerFacts config={node.config} />}
      <LayerSharing node={node} graph={graph} />
      <LayerBlock node={node} />
      <LayerConnections node={node} graph={graph} />
      <div className="flex flex-col gap-2">
        <h3 className="font-semibold text-ink text-label">Computed</h3>
        {analysis ? (
          <FactList facts={layerFacts(analysis)} />
        ) : (
          <p className="text-ink-muted text-label">
            Its output is unknown until the problems that are named below the canvas are mended.
          </p>
        )}
      </div>
    </div>
  );
}
