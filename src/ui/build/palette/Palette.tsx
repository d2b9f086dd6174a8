import { Search } from 'lucide-react';
import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react';
import type { LayerType } from '#graph/layers/index.ts';
import { addLayer } from '#state/edit-graph.ts';
import { familyLooks } from '../../kit/family.ts';
import { Panel } from '../../kit/Panel.tsx';
import { useStride } from '../../stride-context.ts';
import { PaletteEntry } from './PaletteEntry.tsx';
import { groupByFamily, searchLayers } from './search-layers.ts';

const steps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** Every layer type, to add by click, by Enter or by drag. */
export function Palette() {
  const stride = useStride();
  const list = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState('');
  const [added, setAdded] = useState('');
  const found = useMemo(() => searchLayers(query), [query]);
  const groups = useMemo(() => groupByFamily(found), [found]);
  const best = query.trim() === '' ? undefined : found[0];
  const tabStop = groups[0]?.types[0];

  const add = useCallback(
    (type: LayerType) => {
      const id = addLayer(stride, type);
      const name = stride.project.getProject().graph.nodes.find((node) => node.id === id)?.name;
      setAdded(`Added ${name}`);
    },
    [stride],
  );

  /** Moves the focus among the entries. */
  const step = useCallback((event: KeyboardEvent) => {
    const by = steps[event.key];
    const entries = [...(list.current?.querySelectorAll<Element>('button') ?? [])];
    if (by === undefined || entries.length === 0) return;
    const at = document.activeElement ? entries.indexOf(document.activeElement) : -1;
    event.preventDefault();
    const next = Math.min(entries.length - 1, Math.max(0, at + by));
    const button = entries[next];
    if (button instanceof HTMLElement) button.focus();
  }, []);

  return (
    <Panel label="Layers" scroll>
      <search className="sticky top-0 z-10 block bg-surface p-2">
        <label className="relative block">
          <span className="sr-only">Search layers</span>
          <Search
            aria-hidden="true"
            className="pointer-events-none absolute inset-y-0 left-2.5 my-auto size-4 text-ink-faint"
          />
          <input
            type="search"
            value={query}
            placeholder="Search, Enter adds"
            autoComplete="off"
            spellCheck={false}
            className="h-9 w-full rounded-medium border border-line-strong/60 bg-raised pr-2 pl-8 text-body text-ink placeholder:text-ink-faint pointer-coarse:h-11"
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'ArrowDown') step(event);
              else if (event.key === 'Enter' && best) {
                add(best);
                // What is typed next replaces what was searched for.
                event.currentTarget.select();
              } else if (event.key === 'Escape' && query !== '') {
                event.stopPropagation();
                setQuery('');
              }
            }}
          />
        </label>
      </search>
      <div ref={list} className="columns-[11rem] gap-x-3 px-2 pb-4">
        {groups.map(({ family, types }) => (
          <div key={family} className="mb-3 break-inside-avoid">
            <h3 id={`palette-${family}`} className="px-2 pb-0.5 font-medium text-caption text-ink-faint">
              {familyLooks[family].label}
            </h3>
            <ul aria-labelledby={`palette-${family}`}>
              {types.map((type) => (
                <li key={type}>
                  <PaletteEntry
                    type={type}
                    isTabStop={type === tabStop}
                    isBestMatch={type === best}
                    onAdd={add}
                    onKeyDown={step}
                  />
                </li>
              ))}
            </ul>
          </div>
        ))}
        {found.length === 0 && (
          <p className="px-2 py-4 text-ink-muted text-label">
            No layer fits “{query}”. Try the name of its family, such as pooling or merge.
          </p>
        )}
      </div>
      <p aria-live="polite" className="sr-only">
        {added}
      </p>
    </Panel>
  );
}
