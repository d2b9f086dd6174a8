import type { LayerConfig } from '#graph/layers/index.ts';
import type { Fact } from './FactList.tsx';

const longest = 200;

/** A Keras record's class and settings, one fact each; a record that cannot be read leaves the class. */
export function unknownLayerFacts({ className, json }: LayerConfig<'UnknownLayer'>): readonly Fact[] {
  return [{ label: 'Class', value: className }, ...settingsOf(json)];
}

function settingsOf(json: string): readonly Fact[] {
  try {
    const record: unknown = JSON.parse(json);
    const config = typeof record === 'object' && record !== null && 'config' in record ? record.config : null;
    if (typeof config !== 'object' || config === null) return [];
    return Object.entries(config).map(([label, value]) => ({ label, value: shortened(JSON.stringify(value)) }));
  } catch {
    return [];
  }
}

function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)} …` : text;
}
