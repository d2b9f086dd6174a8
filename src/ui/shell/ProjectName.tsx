import { useRef } from 'react';
import { useProject, useStride } from '#ui/stride-context.ts';

const gesture = 'project-name';
const fallbackName = 'Untitled network';

/** The document's name, changed in place. Everything typed in one visit of the field is one undo step. */
export function ProjectName() {
  const { project } = useStride();
  const name = useProject((document) => document.name);
  const before = useRef(name);

  const rename = (changed: string) =>
    project.edit(
      'Rename project',
      (document) => (document.name === changed ? document : { ...document, name: changed }),
      gesture,
    );

  return (
    <input
      aria-label="Project name"
      value={name}
      maxLength={200}
      autoComplete="off"
      spellCheck={false}
      size={Math.max(10, Math.min(name.length, 32))}
      className="field-sizing-content h-8 min-w-0 max-w-72 flex-initial truncate rounded-medium border border-transparent bg-transparent px-2 font-medium text-ink transition-colors hover:border-line focus:border-line-strong focus:bg-raised pointer-coarse:h-11"
      onFocus={() => {
        before.current = name;
        project.endGesture();
      }}
      onChange={(event) => rename(event.target.value)}
      onBlur={() => {
        if (name.trim() === '') rename(before.current.trim() === '' ? fallbackName : before.current);
        project.endGesture();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') rename(before.current);
        if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
}
