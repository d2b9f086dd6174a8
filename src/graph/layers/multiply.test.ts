import { expect, test } from 'vitest';
import { add } from './add.ts';
import { multiply } from './multiply.ts';

const features = [56, 56, 96];
const gate = [1, 1, 96];

test('a gate with one number a channel multiplies feature maps of any size, in either order', () => {
  expect(multiply.inferShape({}, [features, gate])).toEqual({ ok: true, output: features });
  expect(multiply.inferShape({}, [gate, features])).toEqual({ ok: true, output: features });
});

test('branches that cannot be stretched to one shape are named', () => {
  for (const misfit of [[1, 1, 95], [28, 56, 96], [96]]) {
    expect(multiply.inferShape({}, [features, misfit])).toMatchObject({
      ok: false,
      fault: { kind: 'unequal', index: 1 },
    });
  }
});

test('no other merge layer stretches a branch', () => {
  expect(add.inferShape({}, [features, gate])).toMatchObject({ ok: false, fault: { kind: 'unequal', index: 1 } });
});
