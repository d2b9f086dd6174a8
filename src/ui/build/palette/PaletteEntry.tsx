import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { type KeyboardEvent, memo, useEffect, useRef } from 'react';
import { definitionOf } from '#graph/layers/definition-of.ts';
import type { LayerType } from '#graph/layers/index.ts';
import { classNames } from '../../kit/class-names.ts';
import { familyLooks } from '../../kit/family.ts';
import { layerDragData } from './layer-drag.ts';

export interface PaletteEntryProps {
  readonly type: LayerType;
  /** Whether Tab stops here; the arrow keys reach the other entries. */
  readonly isTabStop: boolean;
  /** Whether Enter in the search field adds this one. */
  readonly isBestMatch: boolean;
  onAdd(type: LayerType): void;
  onKeyDown(event: KeyboardEvent): void;
}

/** A layer type to click, or to drag onto the canvas. */
export const PaletteEntry = memo(function PaletteEntry({
  type,
  isTabStop,
  isBestMatch,
  onAdd,
  onKeyDown,
}: PaletteEntryProps) {
  const button = useRef<HTMLButtonElement>(null);
  const { family, explanation } = definitionOf(type);
  const { icon: Icon, text } = familyLooks[family];

  useEffect(() => {
    if (!button.current) return;
    return draggable({ element: button.current, getInitialData: () => layerDragData(type) });
  }, [type]);

  return (
    <button
      ref={button}
      type="button"
      aria-label={`Add ${type}`}
      aria-description={explanation}
      title={explanation}
      tabIndex={isTabStop ? 0 : -1}
      data-layer-type={type}
      onClick={() => onAdd(type)}
      onKeyDown={onKeyDown}
      className={classNames(
        'w-full cursor-grab rounded-medium text-left transition-colors hover:bg-hover active:cursor-grabbing',
        isBestMatch && 'bg-accent-soft',
      )}
    >
      {/* Firefox drags a button by its content only (bug 568313), so the content fills it. */}
      <span className="flex min-h-8 items-center gap-2.5 px-2 pointer-coarse:min-h-11">
        <Icon aria-hidden="true" className={classNames('size-4 shrink-0', text)} />
        <span className="truncate text-body text-ink">{type}</span>
      </span>
    </button>
  );
});
