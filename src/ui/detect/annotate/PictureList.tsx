import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { formatCount } from '#base/format.ts';
import type { LabelledPicture } from '#formats/annotations/annotation.ts';

const rowHeight = 44;

export interface PictureListProps {
  readonly pictures: readonly LabelledPicture[];
  readonly chosen: number;
  onChoose(place: number): void;
}

/** Every picture of the set with how many boxes it has; thousands scroll as few do. */
export function PictureList({ pictures, chosen, onChoose }: PictureListProps) {
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: pictures.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  });
  useEffect(() => {
    rows.scrollToIndex(chosen);
  }, [rows, chosen]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls, so the keyboard has to get at it.
    <div ref={box} tabIndex={0} className="-outline-offset-2 max-h-72 overflow-y-auto">
      <ul aria-label="Pictures" className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const picture = pictures[index];
          return (
            picture && (
              <li key={index} className="absolute inset-x-0" style={{ top: start, height: rowHeight }}>
                <button
                  type="button"
                  aria-current={index === chosen}
                  onClick={() => onChoose(index)}
                  className="flex size-full flex-col justify-center px-3 text-left hover:bg-hover aria-[current=true]:bg-accent-soft"
                >
                  <span className="w-full truncate font-medium text-ink text-label">
                    <bdi>{picture.path.split('/').at(-1)}</bdi>
                  </span>
                  <span className="text-caption text-ink-muted">
                    {picture.isAnnotated ? countText(picture.truths.length) : 'not annotated'}
                  </span>
                </button>
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}

function countText(count: number): string {
  return count === 0 ? 'nothing in it' : count === 1 ? '1 box' : `${formatCount(count)} boxes`;
}
