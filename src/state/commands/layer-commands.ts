import { offeredLayerTypes } from '#graph/layers/offered-layer-types.ts';
import { addLayer } from '../edit-graph.ts';
import type { Command } from './command.ts';

export const layerCommands: readonly Command[] = offeredLayerTypes.map((type) => ({
  id: `layers.add-${type}`,
  group: 'Layers',
  label: () => `Add ${type}`,
  perform: (stride) => {
    addLayer(stride, type);
    stride.view.setState({ workspace: 'build' });
  },
}));
