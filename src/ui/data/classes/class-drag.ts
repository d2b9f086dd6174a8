/** A class on its way to another place in the list. */
const type = 'application/x-stride-class';

export function dragClass(transfer: DataTransfer, index: number): void {
  transfer.setData(type, String(index));
  transfer.effectAllowed = 'move';
}

export function carriesClass(transfer: DataTransfer): boolean {
  return transfer.types.includes(type);
}

/** The place that the class had; null where something else was dropped. */
export function droppedClass(transfer: DataTransfer): number | null {
  const text = transfer.getData(type);
  return text === '' ? null : Number(text);
}
