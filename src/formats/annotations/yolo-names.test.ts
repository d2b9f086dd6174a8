import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readNameLines, readYamlNames, writeDataYaml } from './yolo-names.ts';

const name = fc.stringMatching(/^[A-Za-zäé#:'" -]{0,10}[a-z]$/).map((value) => value.trim());

test('names come back from the data.yaml that is written of them', () => {
  fc.assert(
    fc.property(fc.array(name, { maxLength: 8 }), (names) => {
      expect(readYamlNames(writeDataYaml(names)) ?? []).toEqual(names);
    }),
  );
});

test.each([
  ['a list of lines', 'nc: 2\nnames:\n- cat\n- "hot dog" # food\npath: x\n', ['cat', 'hot dog']],
  ['numbers', 'names:\n  0: cat\n  1: dog\n', ['cat', 'dog']],
  ['numbers with gaps', 'names:\n  0: cat\n  2: dog\n', ['cat', 'class 1', 'dog']],
  ['a list on one line', 'names: [\'cat\', "dog, big", owl]\n', ['cat', 'dog, big', 'owl']],
  ['a list over several lines', 'names: [cat,\n  dog]\n', ['cat', 'dog']],
  ['a map on one line', "names: {0: cat, 1: 'hot dog'}\n", ['cat', 'hot dog']],
  ['a quote in a name', "names: ['it''s']\n", ["it's"]],
  ['a number that is none of a class', 'names:\n  99999999: cat\n  0: dog\n', ['dog']],
  ['no names', 'nc: 2\n', null],
  ['something else', 'names: cats.txt\n', null],
])('reads %s', (_, yaml, names) => {
  expect(readYamlNames(yaml)).toEqual(names);
});

test('a name a line, whichever way lines end; an empty line has the number for its name', () => {
  expect(readNameLines('\ufeffcat\r\n\r\ndog\n\n')).toEqual(['cat', 'class 1', 'dog']);
});

test('never throws, whatever comes', () => {
  fc.assert(fc.property(fc.string(), (text) => void readYamlNames(`names: ${text}`)));
});
