/** A profile's rows gathered by layer, with what each reaches of what the device can do. */
import type { ProfileRow, StepProfile } from '#protocol/profile.ts';

/** One way through a layer. */
export interface PassRate {
  readonly milliseconds: number;
  /** 0 where it computes nothing to speak of. */
  readonly flopsPerSecond: number;
}

export interface LayerRate {
  /** The layer's name, or what the time went into besides. */
  readonly name: string;
  readonly isLayer: boolean;
  /** Of the whole of it, both passes together. */
  readonly milliseconds: number;
  readonly forward: PassRate;
  readonly backward: PassRate;
  /** Of the whole step, 0..1. */
  readonly share: number;
  /** Of both passes together. */
  readonly flopsPerSecond: number;
  readonly bytes: number;
  /** Operations for each byte; 0 where it computes nothing. */
  readonly intensity: number;
  /** What the roofline allows at this intensity, operations a second. */
  readonly roof: number;
}

const partNames = {
  forward: 'forward',
  backward: 'backward',
  loss: 'Loss',
  update: 'Optimizer',
  rest: 'Batch and rest',
};

/** The slowest first. */
export function layerRates({ rows, peak }: StepProfile): readonly LayerRate[] {
  const whole = rows.reduce((sum, { milliseconds }) => sum + milliseconds, 0) || 1;
  const groups = new Map<string, ProfileRow[]>();
  for (const row of rows) {
    const name = row.layer ?? partNames[row.part];
    const group = groups.get(name) ?? [];
    group.push(row);
    groups.set(name, group);
  }
  return [...groups]
    .map(([name, group]) => {
      const total = (of: (row: ProfileRow) => number) => group.reduce((sum, row) => sum + of(row), 0);
      const milliseconds = total((row) => row.milliseconds);
      const flops = total((row) => row.flops);
      const bytes = total((row) => row.bytes);
      const intensity = bytes > 0 ? flops / bytes : 0;
      return {
        name,
        isLayer: group.some(({ layer }) => layer !== null),
        milliseconds,
        forward: passRate(group.filter(({ part }) => part !== 'backward')),
        backward: passRate(group.filter(({ part }) => part === 'backward')),
        share: milliseconds / whole,
        flopsPerSecond: passRate(group).flopsPerSecond,
        bytes,
        intensity,
        roof: Math.min(peak.flopsPerSecond, intensity * peak.bytesPerSecond),
      };
    })
    .sort((a, b) => b.share - a.share);
}

function passRate(rows: readonly ProfileRow[]): PassRate {
  const milliseconds = rows.reduce((sum, row) => sum + row.milliseconds, 0);
  const flops = rows.reduce((sum, row) => sum + row.flops, 0);
  return { milliseconds, flopsPerSecond: milliseconds > 0 ? flops / (milliseconds / 1000) : 0 };
}
