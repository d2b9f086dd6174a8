/** Where the keys of a grid lead: https://www.w3.org/WAI/ARIA/apg/patterns/grid/. */
import { clamp } from '#base/math.ts';

export interface GridSize {
  readonly count: number;
  readonly columns: number;
  /** Rows that Page Up and Page Down pass. */
  readonly pageRows: number;
}

/** The cell to go to from `cell`; null for keys that a grid does not use. */
export function nextCell(
  cell: number,
  key: string,
  isControl: boolean,
  { count, columns, pageRows }: GridSize,
): number | null {
  const rowStart = cell - (cell % columns);
  const target = (): number | null => {
    switch (key) {
      case 'ArrowLeft':
        return cell - 1;
      case 'ArrowRight':
        return cell + 1;
      case 'ArrowUp':
        return cell - columns < 0 ? cell : cell - columns;
      case 'ArrowDown':
        return cell + columns >= count ? cell : cell + columns;
      case 'PageUp':
        return Math.max(cell % columns, cell - pageRows * columns);
      case 'PageDown':
        return cell + pageRows * columns;
      case 'Home':
        return isControl ? 0 : rowStart;
      case 'End':
        return isControl ? count - 1 : rowStart + columns - 1;
      default:
        return null;
    }
  };
  const next = target();
  return next === null ? null : clamp(next, 0, count - 1);
}
