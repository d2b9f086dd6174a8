/** Samples on their way to another class, by the browser's own drag and drop: hundreds of cells need no code each. */
const type = 'application/x-stride-samples';

export function dragSamples(transfer: DataTransfer, samples: readonly number[]): void {
  transfer.setData(type, JSON.stringify(samples));
  transfer.effectAllowed = 'move';
}

export function carriesSamples(transfer: DataTransfer): boolean {
  return transfer.types.includes(type);
}

/** The ids of the samples; none where something else was dropped. */
export function droppedSamples(transfer: DataTransfer): readonly number[] {
  const text = transfer.getData(type);
  if (text === '') return [];
  const value: unknown = JSON.parse(text);
  return Array.isArray(value) ? value.filter((id): id is number => Number.isInteger(id)) : [];
}
