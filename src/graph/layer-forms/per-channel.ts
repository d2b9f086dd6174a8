import type { ShapeInference } from '../layer-definition.ts';
import type { Shape } from '../shape.ts';

/** Refuses an input whose axis at `index` has another size than the lists that hold one number for each place on it; else it gives `output`. */
export function fitsLists(
  input: Shape,
  index: number,
  lists: Readonly<Record<string, readonly number[] | null>>,
  output: Shape = input,
): ShapeInference {
  const size = input.at(index);
  const misfits = Object.entries(lists).filter(([, list]) => list && list.length !== size);
  const [first] = misfits;
  if (!first) return { ok: true, output };
  const [setting, list] = first;
  return {
    ok: false,
    fault: {
      kind: 'misfit',
      settings: misfits.map(([key]) => key),
      reason: `its ${setting} holds ${list?.length} numbers, one for each channel, but there are ${size} channels`,
    },
  };
}
