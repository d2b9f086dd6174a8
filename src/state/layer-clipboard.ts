/**
 * Layers on their way through the clipboard. They travel as text on the system's clipboard, and so from tab to tab; what
 * was copied here is also put aside, for browsers that refuse.
 */
import { copyNodes, parseFragment } from '#graph/edits/copy-nodes.ts';
import { pasteFragment } from '#graph/edits/paste-fragment.ts';
import { editGraph, removeLayers } from './edit-graph.ts';
import type { Stride } from './stride.ts';

/** A clipboard for text. Each call rejects, or throws, where the browser refuses it. */
export interface TextClipboard {
  write(text: string): void | Promise<void>;
  read(): string | Promise<string>;
}

/** What this tab remembers of copying and pasting. */
export interface LayerClipboard {
  /** What was copied here last. */
  copied: string | null;
  /** Whether the system's clipboard took it. */
  isOnSystem: boolean;
  /** What was pasted last, and how often in a row: each copy lies a little further from the first. */
  pasted: string | null;
  pastes: number;
}

export function createLayerClipboard(): LayerClipboard {
  return { copied: null, isOnSystem: false, pasted: null, pastes: 0 };
}

/** The system's clipboard where no event hands it over; the browser may ask the person first. */
export const systemClipboard: TextClipboard = {
  write: (text) => navigator.clipboard.writeText(text),
  read: () => navigator.clipboard.readText(),
};

/** From one pasted copy to the next, in canvas units, to the right and down. */
const pasteOffset = 40;

export async function copySelection(stride: Stride, clipboard: TextClipboard): Promise<void> {
  const text = JSON.stringify(copyNodes(stride.project.getProject().graph, stride.selection.get()));
  Object.assign(stride.clipboard, { copied: text, isOnSystem: false, pasted: null, pastes: 0 });
  try {
    await clipboard.write(text);
    stride.clipboard.isOnSystem = stride.clipboard.copied === text;
  } catch {
    // Refused: the layers can still be pasted in this tab.
  }
}

export async function cutSelection(stride: Stride, clipboard: TextClipboard): Promise<void> {
  const isCopied = copySelection(stride, clipboard);
  removeLayers(stride, stride.selection.get(), 'Cut');
  await isCopied;
}

/** Pastes what the clipboard holds and selects it. Says whether there were any layers; any other text is left alone. */
export async function pasteLayers(stride: Stride, clipboard: TextClipboard): Promise<boolean> {
  const outside = await readText(clipboard);
  const { copied, isOnSystem } = stride.clipboard;
  const candidates = isOnSystem ? [outside ?? copied] : [copied, outside];
  for (const text of candidates) {
    const parsed = text === null ? null : parseFragment(text);
    if (!parsed?.ok) continue;
    stride.clipboard.pastes = text === stride.clipboard.pasted ? stride.clipboard.pastes + 1 : 1;
    stride.clipboard.pasted = text;
    const shift = stride.clipboard.pastes * pasteOffset;
    const { graph, ids } = pasteFragment(stride.project.getProject().graph, parsed.value, { x: shift, y: shift });
    editGraph(stride, ids.length === 1 ? 'Paste layer' : `Paste ${ids.length} layers`, () => graph);
    stride.selection.select(ids);
    return true;
  }
  return false;
}

async function readText(clipboard: TextClipboard): Promise<string | null> {
  try {
    return await clipboard.read();
  } catch {
    return null;
  }
}
