import { expect, test } from 'vitest';
import { unknownLayerFacts } from './unknown-layer-facts.ts';

test('a layer that Stride lacks is told with its class and every setting', () => {
  const json = JSON.stringify({ class_name: 'Lambda', config: { name: 'f', axis: [1, 2], code: 'x'.repeat(300) } });
  expect(unknownLayerFacts({ className: 'Lambda', json, outputShape: null })).toEqual([
    { label: 'Class', value: 'Lambda' },
    { label: 'name', value: '"f"' },
    { label: 'axis', value: '[1,2]' },
    { label: 'code', value: `"${'x'.repeat(199)} …` },
  ]);
});

test.each(['', '7', 'null', '{"config":3}', '{"config":['])('a record such as %j leaves the class', (json) => {
  expect(unknownLayerFacts({ className: 'Lambda', json, outputShape: null })).toEqual([
    { label: 'Class', value: 'Lambda' },
  ]);
});
