import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { setDetectionOptions } from '#state/detection.ts';
import { Button } from '../../kit/Button.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { useStride } from '../../stride-context.ts';
import { classNamesOf } from '../class-names-of.ts';
import { classColor } from '../stage/class-colors.ts';

/** Which classes are looked for. */
export function ClassFilter() {
  const stride = useStride();
  const classNames = useStore(stride.detection, classNamesOf);
  const classes = useStore(stride.detection, (state) => state.options.classes);
  const [search, setSearch] = useState('');
  const set = (wanted: readonly number[] | null) => void setDetectionOptions(stride, { classes: wanted });
  const isOn = (index: number) => classes === null || classes.includes(index);
  const toggle = (index: number) => {
    const all = classNames.map((_, each) => each);
    const wanted = all.filter((each) => (each === index ? !isOn(each) : isOn(each)));
    set(wanted.length === all.length ? null : wanted);
  };
  const listed = classNames
    .map((name, index) => ({ name, index }))
    .filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()));
  const count = classes === null ? classNames.length : classes.length;
  return (
    <details className="group">
      <summary className="flex min-h-9 cursor-pointer items-center gap-2 font-medium text-ink-muted text-label pointer-coarse:min-h-11">
        <ChevronRight aria-hidden="true" className="size-4 transition-transform group-open:rotate-90" />
        <span className="flex-1">Classes</span>
        <span className="text-ink-faint">
          {count} of {classNames.length}
        </span>
      </summary>
      <div className="flex flex-col gap-2 pt-1">
        <TextField label="Search classes" value={search} onChange={setSearch} placeholder="person" />
        <div className="flex gap-2">
          <Button size="small" onClick={() => set(null)}>
            All
          </Button>
          <Button size="small" onClick={() => set([])}>
            None
          </Button>
        </div>
        <ul
          aria-label="Classes"
          className="flex max-h-56 flex-col overflow-y-auto rounded-medium border border-line p-1"
        >
          {listed.map(({ name, index }) => (
            <li key={`${name} ${index}`}>
              <label className="flex min-h-8 cursor-pointer items-center gap-2 rounded-small px-1.5 hover:bg-hover pointer-coarse:min-h-11">
                <input
                  type="checkbox"
                  className="size-4 accent-accent"
                  checked={isOn(index)}
                  onChange={() => toggle(index)}
                />
                <span
                  aria-hidden="true"
                  className="size-2.5 rounded-small border border-line-strong"
                  style={{ background: classColor(index).line }}
                />
                {name}
              </label>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}
