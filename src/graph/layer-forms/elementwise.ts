import { product } from '#base/math.ts';
import { defineLayer, type LayerDefinition, type ShapeInference } from '../layer-definition.ts';
import type { Shape } from '../shape.ts';
import { onlyInput } from './only-input.ts';

/** The form of layers that treat every number by itself: any shape in, the same shape out, no weights. */
export function defineElementwise<const Type extends string, Config>(
  definition: Omit<LayerDefinition<Type, Config>, 'arity' | 'inferShape' | 'weights' | 'multiplyAdds'> & {
    /** Whether the settings fit the input; by default, any do. */
    readonly checkInput?: (config: Config, input: Shape) => ShapeInference;
  },
): LayerDefinition<Type, Config> {
  const { checkInput, ...rest } = definition;
  return defineLayer({
    ...rest,
    arity: { min: 1, max: 1 },
    inferShape: (config, inputs) => {
      const input = onlyInput(inputs);
      return checkInput ? checkInput(config, input) : { ok: true, output: input };
    },
    weights: () => [],
    multiplyAdds: (_config, _inputs, output) => product(output),
  });
}
