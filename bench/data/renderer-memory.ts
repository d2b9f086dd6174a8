/** What a Chromium's pages take of memory, by Linux's own books; 0 where there are none. */
import { readdirSync, readFileSync } from 'node:fs';

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The process ended meanwhile, or this is no Linux.
    return '';
  }
}

/** Resident bytes of all renderer processes below a browser's process. */
export function rendererBytes(browserPid: number): number {
  const parents = new Map<number, number>();
  let names: string[] = [];
  try {
    names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return 0;
  }
  for (const name of names)
    parents.set(Number(name), Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${name}/status`))?.[1] ?? 0));
  const isBelow = (pid: number): boolean => pid === browserPid || (pid > 1 && isBelow(parents.get(pid) ?? 0));
  let bytes = 0;
  for (const pid of parents.keys()) {
    if (!isBelow(pid) || !read(`/proc/${pid}/cmdline`).includes('--type=renderer')) continue;
    bytes += 1024 * Number(/^VmRSS:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
  }
  return bytes;
}
