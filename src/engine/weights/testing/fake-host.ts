/** A host that serves one file, and misbehaves as a test says. */
import type { Network } from '../download.ts';

export interface FakeAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** What is sent; the rest of the file by default. */
  readonly body?: Uint8Array;
  /** The connection breaks after so many bytes of the body. */
  readonly breaksAfter?: number;
  /** No answer comes at all. */
  readonly fails?: boolean;
}

export interface FakeHost extends Network {
  /** The address and the first byte asked for, of each request. */
  readonly asked: { readonly url: string; readonly from: number }[];
}

/** @param answer what request number `index` is answered with; the file itself where that says nothing else */
export function fakeHost(
  file: Uint8Array,
  answer: (index: number, url: string) => FakeAnswer = () => ({}),
  { ranges = true, isOffline = false } = {},
): FakeHost {
  const asked: { url: string; from: number }[] = [];
  return {
    asked,
    isOffline: () => isOffline,
    wait: async () => {},
    fetch: async (url, init) => {
      init.signal?.throwIfAborted();
      const range = new Headers(init.headers).get('range');
      const from = ranges && range !== null ? Number(/^bytes=(\d+)-$/.exec(range)?.[1]) : 0;
      const { status = from > 0 ? 206 : 200, headers = {}, fails = false, ...rest } = answer(asked.length, url);
      asked.push({ url, from });
      if (fails) throw new TypeError('Failed to fetch');
      const body = rest.body ?? file.subarray(from);
      const sent = body.subarray(0, rest.breaksAfter);
      const halves = [sent.subarray(0, sent.length >> 1), sent.subarray(sent.length >> 1)];
      const stream = new ReadableStream<Uint8Array>(
        {
          pull: (controller) => {
            if (init.signal?.aborted) return controller.error(init.signal.reason);
            const half = halves.shift();
            if (half !== undefined) return controller.enqueue(new Uint8Array(half));
            if (rest.breaksAfter !== undefined) return controller.error(new TypeError('network error'));
            controller.close();
          },
        },
        { highWaterMark: 0 },
      );
      return new Response(stream, {
        status,
        headers: { 'content-length': String(body.length), etag: '"1"', ...headers },
      });
    },
  };
}
