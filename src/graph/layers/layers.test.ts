/** One harness for every layer type: whatever is listed in `index.ts` is held to the same promises. */
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { layerFamilies } from '../families.ts';
import type { FieldControl } from '../layer-definition.ts';
import type { Shape } from '../shape.ts';
import { arbitraryConfig } from '../testing/arbitrary-layer.ts';
import { definitionOf } from './definition-of.ts';
import { layerTypes } from './index.ts';

const arbitraryShape = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 });

function arbitraryInputs({ min, max }: { readonly min: number; readonly max: number }): fc.Arbitrary<readonly Shape[]> {
  const mostlyEqual = fc
    .tuple(arbitraryShape, fc.integer({ min, max: Math.min(max, min + 2) }))
    .map(([shape, count]) => Array.from({ length: count }, () => shape));
  return fc.oneof(mostlyEqual, fc.array(arbitraryShape, { minLength: min, maxLength: Math.min(max, min + 2) }));
}

/** Values at the limits of a control, all of which the schema must take. */
function limitsOf(field: FieldControl): readonly unknown[] {
  switch (field.control) {
    case 'integer':
    case 'number':
      return [field.min, field.max];
    case 'integers':
    case 'numbers':
      return [field.min, field.max].map((limit) => field.parts.map(() => limit));
    case 'shape':
      return [[field.min], [field.max]];
    case 'choice':
      return field.options;
    case 'switch':
      return [true, false];
  }
}

describe.each(layerTypes)('%s', (type) => {
  const definition = definitionOf(type);
  const { schema } = definition;
  const defaults = v.parse(schema, {});

  test('is listed under its own name, in a family, and explained in two sentences', () => {
    expect(definition.type).toBe(type);
    expect(layerFamilies).toContain(definition.family);
    expect(definition.explanation).toMatch(/^[A-Z].*\. \S.*\.$/);
  });

  test('any config survives being saved and read again', () => {
    fc.assert(
      fc.property(arbitraryConfig(type), (config) => {
        const parsed = v.parse(schema, config);
        expect(v.parse(schema, JSON.parse(JSON.stringify(parsed)))).toEqual(parsed);
      }),
    );
    expect(v.parse(schema, JSON.parse(JSON.stringify(defaults)))).toEqual(defaults);
  });

  test('an unknown setting is refused', () => {
    expect(v.safeParse(schema, { colour: 'red' }).success).toBe(false);
  });

  test('its fields are settings it has, with limits its schema takes', () => {
    const keys = definition.fields.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const field of definition.fields) {
      expect(Object.keys(defaults)).toContain(field.key);
      for (const value of limitsOf(field)) {
        expect(v.safeParse(schema, { [field.key]: value }).success, `${field.key} ${value}`).toBe(true);
      }
      const takesNull = v.safeParse(schema, { [field.key]: null }).success;
      expect(takesNull, `${field.key} may be null only where the field says what that means`).toBe(
        field.whenNull !== undefined,
      );
    }
  });

  test('shape inference is total: positive whole sizes, or a fault', () => {
    fc.assert(
      fc.property(arbitraryConfig(type), arbitraryInputs(definition.arity), (config, inputs) => {
        const parsed = v.parse(schema, config);
        const inference = definition.inferShape(parsed, inputs);
        if (!inference.ok) return;
        const { output } = inference;
        const weights = definition.weights(parsed, inputs);
        const sizes = [output, ...weights.map(({ shape }) => shape)].flat();
        expect(sizes.every((size) => Number.isInteger(size) && size > 0)).toBe(true);
        const work = definition.multiplyAdds(parsed, inputs, output);
        expect(Number.isInteger(work) && work >= 0).toBe(true);
        expect(new Set(weights.map(({ name }) => name)).size).toBe(weights.length);
        for (const word of definition.highlights(parsed)) expect(word).not.toBe('');
      }),
    );
  });
});
