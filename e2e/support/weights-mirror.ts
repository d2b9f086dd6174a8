/** A weights mirror on this machine, which serves a folder or a few files and misbehaves when told to. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';

/** What becomes of a request in place of the file; `file` serves it. */
export type Behaviour = 'file' | 'missing' | 'forbidden' | 'html' | 'truncated' | 'no-cors' | 'stalling' | 'lost';

export interface WeightsMirror {
  readonly url: string;
  /** What every request but those of `except` meets from now on. */
  behave(behaviour: Behaviour, except?: RegExp): void;
  /** Paths asked for so far. */
  readonly asked: string[];
  /** Breaks every connection off. */
  cut(): void;
  close(): Promise<void>;
}

export type FileSource = (path: string) => Buffer | null;

export function folderSource(folder: string): FileSource {
  return (path) => {
    const file = join(folder, normalize(path));
    return existsSync(file) && statSync(file).isFile() ? readFileSync(file) : null;
  };
}

export async function startMirror(source: FileSource): Promise<WeightsMirror> {
  let behaviour: Behaviour = 'file';
  let exempt: RegExp | undefined;
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://mirror').pathname);
    asked.push(path);
    const met = exempt?.test(path) ? 'file' : behaviour;
    serve(source(path), met, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    behave: (next, except) => {
      behaviour = next;
      exempt = except;
    },
    asked,
    cut: () => server.closeAllConnections(),
    close: () => closed(server),
  };
}

function serve(file: Buffer | null, behaviour: Behaviour, request: IncomingMessage, response: ServerResponse): void {
  if (behaviour !== 'no-cors') response.setHeader('access-control-allow-origin', '*');
  if (behaviour === 'html') {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>');
    return;
  }
  if (behaviour === 'forbidden') return void response.writeHead(403).end();
  if (behaviour === 'missing' || file === null) return void response.writeHead(404).end();
  const from = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
  if (behaviour === 'lost' && from > 0) return void request.socket.destroy();
  const body = behaviour === 'truncated' ? file.subarray(0, file.length >> 1) : file.subarray(from);
  response.writeHead(from > 0 ? 206 : 200, {
    'content-length': body.length,
    'content-type': 'application/octet-stream',
    'last-modified': 'Mon, 01 Jan 2024 00:00:00 GMT',
  });
  if (behaviour === 'lost') {
    response.write(body.subarray(0, Math.floor(body.length * 0.6)), () => request.socket.destroy());
    return;
  }
  if (behaviour === 'stalling') {
    // The rest never comes: what waits for it must be cancelled or cut.
    response.write(body.subarray(0, body.length >> 1));
    return;
  }
  response.end(body);
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
