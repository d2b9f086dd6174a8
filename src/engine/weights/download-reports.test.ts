import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DownloadProgress } from '#protocol/weights.ts';
import { downloadReports } from './download-reports.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function reporting() {
  const told: DownloadProgress[] = [];
  const about = { file: 'Net', host: 'host.example' };
  const reports = downloadReports(
    () => performance.now(),
    about,
    (progress) => told.push(progress),
  );
  return { reports, told };
}

test('what arrived just before a stall is told, and the speed falls to 0 with no time left to tell', () => {
  const { reports, told } = reporting();
  reports.note(100_000, 1_000_000);
  vi.advanceTimersByTime(100);
  reports.note(350_000, 1_000_000);
  expect(told.map(({ done }) => done)).toEqual([100_000]);
  vi.advanceTimersByTime(500);
  expect(told.at(-1)).toMatchObject({ file: 'Net', host: 'host.example', done: 350_000, total: 1_000_000 });
  expect(told.at(-1)?.bytesPerSecond).toBeGreaterThan(0);
  expect(told.at(-1)?.millisecondsLeft).toBeGreaterThan(0);

  vi.advanceTimersByTime(10_000);
  expect(told.at(-1)).toMatchObject({ done: 350_000, bytesPerSecond: 0, millisecondsLeft: null });
  const speeds = told.slice(1).map(({ bytesPerSecond }) => bytesPerSecond);
  expect(speeds).toEqual([...speeds].sort((one, other) => other - one));

  const before = told.length;
  vi.advanceTimersByTime(60_000);
  expect(told).toHaveLength(before);
  reports.note(400_000, 1_000_000);
  expect(told.at(-1)).toMatchObject({ done: 400_000 });
  expect(told.at(-1)?.bytesPerSecond).toBeGreaterThan(0);
  reports.end();
});

test('bytes that come one after the other are told a few times a second, the last at once', () => {
  const { reports, told } = reporting();
  for (let done = 1; done <= 1000; done++) {
    reports.note(done, 1000);
    vi.advanceTimersByTime(1);
  }
  expect(told.at(-1)?.done).toBe(1000);
  expect(told.length).toBeLessThan(12);
  reports.end();
});

test('after the end nothing is told', () => {
  const { reports, told } = reporting();
  reports.note(10, 1000);
  reports.note(20, 1000);
  reports.end();
  vi.advanceTimersByTime(10_000);
  expect(told.map(({ done }) => done)).toEqual([10]);
});
