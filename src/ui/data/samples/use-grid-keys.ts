import type { KeyboardEvent } from 'react';
import { deleteSamples } from '#state/library-edits.ts';
import { extendTo, selectAll, toggle } from '#state/library-selection.ts';
import { nothingSelected } from '#state/library-store.ts';
import { useStride } from '../../stride-context.ts';
import { type GridSize, nextCell } from './grid-navigation.ts';
import type { ShownSamples } from './shown-samples.ts';

export interface GridKeys {
  readonly samples: ShownSamples;
  readonly isEditable: boolean;
  /** The cell that the keys act from. */
  readonly current: number;
  gridSize(): GridSize;
  /** Brings a cell into sight, ahead of its getting the focus. */
  reveal(cell: number): void;
  /** Asks which class the selection is to have. */
  onMove(): void;
}

/** The keys of the grid: arrows, Shift to extend, Ctrl+A, Space, Delete, M, Escape. */
export function useGridKeys({ samples, isEditable, current, gridSize, reveal, onMove }: GridKeys) {
  const stride = useStride();
  const { libraryState } = stride;

  /** What an edit acts on: the selection, or the sample that the focus is on. */
  const acted = () => {
    const { selected } = libraryState.getState();
    if (selected.size === 0) {
      const id = samples.idAt(current);
      libraryState.setState({ selected: new Set([id]), active: id, anchor: id });
    }
    return [...libraryState.getState().selected];
  };

  /** Leads the keys to a sample that stays on show when those acted on go. */
  const stepAside = () => {
    const { selected } = libraryState.getState();
    const stays = (cell: number) => cell >= 0 && cell < samples.length && !selected.has(samples.idAt(cell));
    for (let distance = 1; distance < samples.length; distance++) {
      const next = [current + distance, current - distance].find(stays);
      if (next !== undefined) return libraryState.setState({ active: samples.idAt(next) });
    }
  };

  const perform = (event: KeyboardEvent): boolean => {
    const isControl = event.ctrlKey || event.metaKey;
    if (samples.length === 0 || event.altKey) return false;
    const next = nextCell(current, event.key, isControl, gridSize());
    if (next !== null) {
      reveal(next);
      libraryState.setState((state) => {
        const from = { ...state, active: state.active ?? samples.idAt(current) };
        return event.shiftKey
          ? extendTo(from, next, samples)
          : { active: samples.idAt(next), anchor: samples.idAt(next) };
      });
      return true;
    }
    switch (isControl ? `$mod+${event.key.toLowerCase()}` : event.key) {
      case ' ':
        libraryState.setState((state) => toggle(state, samples.idAt(current)));
        return true;
      case '$mod+a':
        libraryState.setState((state) => selectAll(state, samples));
        return true;
      case 'Escape':
        if (libraryState.getState().selected.size === 0) return false;
        libraryState.setState({ ...nothingSelected, active: samples.idAt(current) });
        return true;
      case 'Delete':
      case 'Backspace':
        if (isEditable) {
          const deleted = acted();
          stepAside();
          void deleteSamples(stride, deleted);
        }
        return isEditable;
      case 'm':
      case 'M':
        if (!isEditable) return false;
        acted();
        if (libraryState.getState().filter.className !== null) stepAside();
        onMove();
        return true;
      default:
        return false;
    }
  };

  return (event: KeyboardEvent) => {
    if (perform(event)) event.preventDefault();
  };
}
