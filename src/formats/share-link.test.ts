import fc from 'fast-check';
import { deflateSync, strToU8 } from 'fflate';
import { expect, test } from 'vitest';
import { defaultProject } from '#graph/project/default-project.ts';
import { templates } from '#graph/templates/index.ts';
import { arbitraryGraph } from '#graph/testing/arbitrary-graph.ts';
import { fromBase64Url, toBase64Url } from './base64url.ts';
import { decodeShare, encodeShare } from './share-link.ts';

test('base64url gives the bytes back, and agrees with Node', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
      expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
    }),
  );
});

test('any document comes back from its link', () => {
  fc.assert(
    fc.property(arbitraryGraph(), (graph) => {
      const decoded = decodeShare(encodeShare({ ...defaultProject(), graph }));
      if (!decoded.ok) throw new Error(decoded.fault);
      expect(decoded.value.graph.nodes.map(({ name, config }) => ({ name, config }))).toEqual(
        graph.nodes.map(({ name, config }) => ({ name, config })),
      );
    }),
    { numRuns: 100 },
  );
});

test.each(templates.map((template) => [template.name, template] as const))(
  'a link to %s is shorter than 2,000 characters',
  (_name, template) => {
    expect(encodeShare({ ...defaultProject(), graph: template.build([28, 28, 1], 10) }).length).toBeLessThan(1900);
  },
);

test.each([
  ['', 'another Stride'],
  ['2.abc', 'another Stride'],
  ['1.', 'damaged'],
  ['1.abcde', 'damaged'],
  ['1.ä', 'damaged'],
  [`1.${'A'.repeat(40_000)}`, 'longer than'],
  [`1.${toBase64Url(deflateSync(new Uint8Array(8_000_000)))}`, 'unpacks to more'],
  [`1.${toBase64Url(deflateSync(strToU8('{"nodes":[["<script>"]]}')))}`, ''],
])('the link %.20s is refused with a reason', (text, reason) => {
  const decoded = decodeShare(text);
  expect(decoded.ok).toBe(false);
  if (!decoded.ok) expect(decoded.fault).toContain(reason);
});

test('any text is a document or a fault', () => {
  const link = encodeShare(defaultProject());
  const damaged = fc
    .tuple(fc.nat(link.length - 1), fc.constantFrom('A', '_', '.', '', 'zz'))
    .map(([place, letter]) => link.slice(0, place) + letter + link.slice(place + 1));
  fc.assert(
    fc.property(fc.oneof(fc.string(), damaged), (text) => void decodeShare(text)),
    { numRuns: 1000 },
  );
});
