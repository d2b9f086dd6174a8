import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { escapeXml } from '#base/escape-xml.ts';
import { parseXml } from './parse-xml.ts';

const word = fc.stringMatching(/^[a-z]{1,6}$/);
const text = fc.string({ unit: 'grapheme', maxLength: 12 }).map((value) => escapeXml(value.trim()));

const { element } = fc.letrec<{ element: string }>((tie) => ({
  element: fc.oneof(
    { maxDepth: 3 },
    fc.tuple(word, text).map(([name, value]) => `<${name}>${value}</${name}>`),
    fc
      .tuple(word, word, text, fc.array(tie('element'), { maxLength: 3 }))
      .map(
        ([name, attribute, value, children]) => `<${name} ${attribute}="${value}">\n${children.join('\n')}</${name}>`,
      ),
  ),
}));

test('reads what another reader reads, to the same texts', () => {
  const other = new XMLParser({ preserveOrder: true, parseTagValue: false, trimValues: true, htmlEntities: true });
  const textsOf = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(textsOf);
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]) => (key === '#text' ? [String(inner)] : textsOf(inner)));
  };
  const ownTexts = (each: {
    text: string;
    children: readonly { text: string; children: readonly never[] }[];
  }): string[] => [each.text, ...each.children.flatMap(ownTexts)];
  fc.assert(
    fc.property(element, (xml) => {
      expect(XMLValidator.validate(xml)).toBe(true);
      const read = parseXml(`<?xml version="1.0"?>\n<!-- ${'a comment'} -->\n${xml}\n`);
      if (!read.ok) throw new Error(`${read.fault}: ${xml}`);
      const texts = ownTexts(read.value as never).filter((value) => value.trim() !== '');
      expect(texts.map((value) => value.trim())).toEqual(
        textsOf(other.parse(xml))
          .map((value) => value.trim())
          .filter((value) => value !== ''),
      );
    }),
    { numRuns: 100 },
  );
});

test('never throws, whatever comes', () => {
  const pieces = fc.constantFrom(
    '<a>',
    '</a>',
    '<a/>',
    '<',
    '>',
    '&',
    '&lt;',
    '&#65;',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    'x',
    '"',
    '<?',
  );
  fc.assert(fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => void parseXml(parts.join(''))));
  fc.assert(fc.property(fc.string(), (anything) => void parseXml(anything)));
});

test.each([
  ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'document type'],
  ['<a>&b;</a>', 'entity'],
  ['<a>&#0;</a>', 'entity'],
  ['<a><b></a></b>', 'closes what is not open'],
  ['<a>', 'not closed'],
  ['', 'no element'],
  ['{"images": []}', 'outside its elements'],
  ['<a/><b/>', 'follows its end'],
  ['<a>'.repeat(100), 'nested deeper'],
])('refuses %s', (xml, reason) => {
  expect(parseXml(xml)).toEqual({ ok: false, fault: expect.stringContaining(reason) });
});

test('a large file takes no time worth speaking of', () => {
  const xml = `<a>${'<b c="d">e &amp; f</b><!-- g -->'.repeat(50_000)}</a>`;
  expect(parseXml(xml)).toMatchObject({ ok: true, value: { children: { length: 50_000 } } });
});
