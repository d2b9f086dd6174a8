import { product } from '#base/math.ts';
import { defineLayer, type LayerDefinition } from '../layer-definition.ts';
import { onlyInput } from './only-input.ts';

/** The form of layers that treat every number by itself: any shape in, the same shape out, no weights. */
export function defineElementwise<const Type extends string, Config>(
  definition: Omit<LayerDefinition<Type, Config>, 'arity' | 'inferShape' | 'weights' | 'multiplyAdds'>,
): LayerDefinition<Type, Config> {
  return defineLayer({
    ...definition,
    arity: { min: 1, max: 1 },
    inferShape: (_config, inputs) => ({ ok: true, output: onlyInput(inputs) }),
    weights: () => [],
    multiplyAdds: (_config, _inputs, output) => product(output),
  });
}
