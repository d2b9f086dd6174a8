import { downloadBlob } from './download-blob.ts';

/** Hands a value to the person as a JSON file. */
export function downloadJson(fileName: string, value: unknown): void {
  downloadBlob(fileName, new Blob([JSON.stringify(value, null, 2)], { type: 'application/json' }));
}
