import { expect, test } from 'vitest';
import { copySelection, cutSelection, pasteLayers, type TextClipboard } from './layer-clipboard.ts';
import { testStride } from './testing/test-stride.ts';

const newTab = () => testStride();
type Tab = ReturnType<typeof newTab>;

const namesIn = (tab: Tab) => tab.project.getProject().graph.nodes.map(({ name }) => name);

function select(tab: Tab, ...names: readonly string[]): void {
  const { nodes } = tab.project.getProject().graph;
  tab.selection.select(names.map((name) => nodes.find((node) => node.name === name)!.id));
}

function sharedClipboard(text = ''): TextClipboard {
  let held = text;
  return {
    write: (written) => {
      held = written;
    },
    read: () => held,
  };
}

const refusing: TextClipboard = {
  write: () => Promise.reject(new Error('refused')),
  read: () => Promise.reject(new Error('refused')),
};

test('layers move from tab to tab with the edges among them', async () => {
  const clipboard = sharedClipboard();
  const [from, to] = [newTab(), newTab()];
  select(from, 'conv2d_1', 'max_pooling2d_1');
  await cutSelection(from, clipboard);
  expect(namesIn(from)).not.toContain('conv2d_1');
  const edgesBefore = to.project.getProject().graph.edges.length;
  expect(await pasteLayers(to, clipboard)).toBe(true);
  expect(to.project.getProject().graph.edges).toHaveLength(edgesBefore + 1);
  expect(to.selection.get()).toHaveLength(2);
  expect(to.project.offers().undo).toBe('Paste 2 layers');
});

test('text that is no layers is left alone, also after layers were copied', async () => {
  const clipboard = sharedClipboard();
  const tab = newTab();
  select(tab, 'conv2d_1');
  await copySelection(tab, clipboard);
  await clipboard.write('{"hello": 1}');
  const before = tab.project.getProject();
  expect(await pasteLayers(tab, clipboard)).toBe(false);
  expect(tab.project.getProject()).toBe(before);
});

test('where the browser refuses its clipboard, layers are pasted within the tab', async () => {
  const tab = newTab();
  select(tab, 'flatten_1');
  await copySelection(tab, refusing);
  expect(await pasteLayers(tab, refusing)).toBe(true);
  expect(namesIn(tab)).toContain('flatten_2');
});

test('what could not be written is pasted before what the clipboard held earlier', async () => {
  const clipboard = sharedClipboard();
  const tab = newTab();
  select(tab, 'conv2d_1');
  await copySelection(tab, clipboard);
  select(tab, 'flatten_1');
  await copySelection(tab, { ...clipboard, write: refusing.write });
  await pasteLayers(tab, clipboard);
  expect(namesIn(tab)).toContain('flatten_2');
});

test('each further paste lies beside the one before', async () => {
  const clipboard = sharedClipboard();
  const tab = newTab();
  select(tab, 'flatten_1');
  await copySelection(tab, clipboard);
  for (let times = 0; times < 3; times++) await pasteLayers(tab, clipboard);
  const { nodes } = tab.project.getProject().graph;
  const places = nodes.filter(({ type }) => type === 'Flatten').map(({ position }) => `${position.x},${position.y}`);
  expect(new Set(places).size).toBe(4);
});
