import { expect, test } from 'vitest';
import { analyzeGraph } from '../analyze.ts';
import { defaultProject } from './default-project.ts';
import { parseProject } from './parse-project.ts';

test('the default project survives being saved and trains as it is', () => {
  const project = defaultProject();
  expect(parseProject(JSON.parse(JSON.stringify(project)))).toEqual({ ok: true, value: project });
  expect(analyzeGraph(project.graph, { classCount: 10, sampleShape: [28, 28, 1] }).problems).toEqual([]);
});

test.each([
  ['a number', 3, /not a Stride project/],
  ['null', null, /not a Stride project/],
  ['an empty record', {}, /version/],
  ['a newer version', { ...defaultProject(), version: 99 }, /newer Stride \(version 99/],
  ['an unknown layer', withFirstNode({ type: 'Conv9D' }), /graph\.nodes\.0\.type/],
  ['an illegal setting', withFirstNode({ config: { shape: [0] } }), /graph\.nodes\.0\.config\.shape\.0/],
  ['a missing position', withFirstNode({ position: undefined }), /graph\.nodes\.0\.position/],
  [
    'a dangling edge',
    { ...defaultProject(), graph: { nodes: [], edges: [{ source: 'a', target: 'b' }] } },
    /edges must join/,
  ],
])('%s is refused with a reason', (_, value, reason) => {
  const parsed = parseProject(value);
  expect(parsed.ok).toBe(false);
  expect(parsed.ok ? '' : parsed.fault).toMatch(reason);
});

function withFirstNode(patch: object): unknown {
  const { graph, ...project } = defaultProject();
  const [first, ...rest] = graph.nodes;
  return { ...project, graph: { ...graph, nodes: [{ ...first, ...patch }, ...rest] } };
}
