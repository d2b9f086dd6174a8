import { gzipSync } from 'fflate';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { fetchFile } from './fetch-hosted.ts';
import { idx } from './testing/idx-file.ts';
import { memoryLibrary, newDataset } from './testing/memory-library.ts';

describe('hosted data sets', () => {
  afterEach(() => vi.unstubAllGlobals());

  const files: Readonly<Record<string, Uint8Array>> = {
    't10k-images-idx3-ubyte.gz': gzipSync(idx([2, 1, 1], [1, 2])),
    't10k-labels-idx1-ubyte.gz': gzipSync(idx([2], [9, 0])),
  };
  const fileAt = (url: string) => new Uint8Array(files[url.slice(url.lastIndexOf('/') + 1)]!);
  const job = { job: 'x', hosted: 'fashion-mnist-10k' } as const;

  test('are fetched and imported with the names of their classes, counting bytes before pictures', async () => {
    vi.stubGlobal('fetch', async (url: string) => new Response(fileAt(url)));
    const memory = memoryLibrary({ fetchFile });
    const id = await newDataset(memory);
    await memory.library.importHosted({ ...job, dataset: id });
    expect((await memory.library.describe(id)).classNames).toEqual(['Ankle boot', 'T-shirt/top']);
    const types = memory.events.map(({ type }) => type);
    expect(types.indexOf('import-download')).toBeLessThan(types.indexOf('import-progress'));
    const [report] = memory.events.flatMap((event) => (event.type === 'import-download' ? [event.download] : []));
    expect(report).toMatchObject({ job: 'x', total: 4_427_296 });
    expect(report?.received).toBeGreaterThan(0);
    expect(report?.millisecondsLeft).toBeGreaterThanOrEqual(0);
  });

  const broken = (sent: Uint8Array<ArrayBuffer>) =>
    new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent.length > 0) controller.enqueue(sent);
        sent = new Uint8Array(0);
        if (controller.desiredSize !== null && controller.desiredSize > 0)
          controller.error(new TypeError('network error'));
      },
    });
  test.each([
    [
      'the server cannot be reached',
      () => Promise.reject(new TypeError('Failed to fetch')),
      'the server could not be reached',
    ],
    ['it has no such file', async () => new Response('gone', { status: 404 }), 'the server answered 404'],
    [
      'a page stands in its place',
      async () => new Response('<!doctype html><title>Sign in</title>', { headers: { 'content-type': 'text/html' } }),
      'it answered with a web page in place of the file',
    ],
    ['something else comes', async () => new Response('no'), 'what it sent is not the file that was asked for'],
    [
      'the connection breaks',
      async () => new Response(broken(new Uint8Array(2000))),
      'the connection was lost after 2.0 kB',
    ],
  ])('where %s, that is said of which set and server', async (_, answer, reason) => {
    vi.stubGlobal('fetch', answer);
    const memory = memoryLibrary({ fetchFile });
    const id = await newDataset(memory);
    const refused = await memory.library.importHosted({ ...job, dataset: id }).catch((thrown: unknown) => thrown);
    expect(refused).toMatchObject({ code: 'offline', remedy: expect.stringMatching(/4\.4.MB/) });
    expect((refused as Error).message.replaceAll('\u202f', ' ')).toBe(
      `Fashion-MNIST, 10,000 could not be fetched from raw.githubusercontent.com: ${reason}.`,
    );
  });

  test('end where they are when they are cancelled, also while the server is silent', async () => {
    const silent = vi.fn(
      (_: string, { signal }: RequestInit) =>
        new Promise<Response>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    );
    vi.stubGlobal('fetch', silent);
    const memory = memoryLibrary({ fetchFile });
    const id = await newDataset(memory);
    const importing = memory.library.importHosted({ ...job, dataset: id });
    await expect.poll(() => silent.mock.calls.length).toBe(1);
    await memory.library.cancelImport('x');
    expect(await importing).toMatchObject({ end: 'cancelled', added: 0, skipped: 0 });
    expect(silent).toHaveBeenCalledOnce();
  });
});
