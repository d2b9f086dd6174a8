import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { EngineEvent } from '#protocol/engine.ts';
import type { FileStore } from '#storage/file-store.ts';
import { memoryFiles } from '#storage/testing/memory-files.ts';
import { fileBeside, type HostedFile } from '#zoo/weights/hosted-file.ts';
import { createHostedFiles } from './create-hosted-files.ts';
import { type FakeAnswer, type FakeHost, fakeHost } from './testing/fake-host.ts';

const bytes = Uint8Array.from({ length: 10_000 }, (_, index) => (index * 7) % 251);
const file: HostedFile = {
  id: 'keras/net/net.h5',
  name: 'Net',
  urls: ['https://storage.googleapis.com/tensorflow/keras-applications/net/net.h5'],
  mirrorPath: 'net/net.h5',
  licence: 'MIT',
};

function hostedOn(network: FakeHost, files?: FileStore) {
  const events: EngineEvent[] = [];
  let time = 0;
  const now = () => (time += 1000);
  const hosted = createHostedFiles({ network, now, emit: (event) => events.push(event), ...(files && { files }) });
  return { hosted, events };
}

const html = new TextEncoder().encode('\n<!DOCTYPE html><html><body>Please sign in</body></html>');

interface Case {
  readonly answer: (index: number) => FakeAnswer;
  readonly file?: Partial<HostedFile>;
  readonly isOffline?: boolean;
  readonly code: string;
  readonly says: RegExp;
}

const breaking = (index: number): FakeAnswer => (index === 0 ? { breaksAfter: 6000 } : { fails: true });

test.each<[string, Case]>([
  ['404', { answer: () => ({ status: 404 }), code: 'weights-missing', says: /has no file for Net \(404\)/ }],
  ['403', { answer: () => ({ status: 403 }), code: 'weights-forbidden', says: /does not hand out Net \(403\)/ }],
  ['503', { answer: () => ({ status: 503 }), code: 'weights-refused', says: /answered 503/ }],
  ['no CORS', { answer: () => ({ fails: true }), code: 'weights-unreachable', says: /CORS/ }],
  ['offline', { answer: () => ({ fails: true }), isOffline: true, code: 'weights-unreachable', says: /offline/ }],
  [
    'a web page by its type',
    {
      answer: () => ({ headers: { 'content-type': 'text/html; charset=utf-8' }, body: html }),
      code: 'weights-html',
      says: /web page instead of Net/,
    },
  ],
  [
    'a web page by its bytes',
    { answer: () => ({ body: html }), code: 'weights-html', says: /web page instead of Net/ },
  ],
  [
    'a file that the host itself has cut off',
    {
      answer: () => ({ body: bytes.subarray(0, 4000) }),
      file: { minBytes: 9000 },
      code: 'weights-truncated',
      says: /4.0.kB arrived of at least 9.0.kB/,
    },
  ],
  ...(['md5', 'sha256'] as const).map((algorithm): [string, Case] => [
    `a wrong ${algorithm}`,
    {
      answer: () => ({}),
      file: { hash: { algorithm, hex: '00' } },
      code: 'weights-hash',
      says: /checksum is not the published one/,
    },
  ]),
  [
    'another length than the published one',
    { answer: () => ({}), file: { bytes: 9999 }, code: 'weights-hash', says: /another file/ },
  ],
  ['a connection lost for good', { answer: breaking, code: 'weights-broken-off', says: /after 6.0.kB of 10.0.kB/ }],
])('%s is a sentence with what to do next, and nothing is listed as whole', async (_, each) => {
  const files = memoryFiles();
  const { hosted } = hostedOn(fakeHost(bytes, each.answer, { isOffline: each.isOffline ?? false }), files);
  const failed = hosted.fetchFile({ ...file, ...each.file }, { job: 'load' });
  await expect(failed).rejects.toMatchObject({
    code: each.code,
    message: expect.stringMatching(each.says),
    remedy: expect.stringMatching(/\w/),
  });
  expect((await hosted.kept()).filter(({ isComplete }) => isComplete)).toEqual([]);
});

test('of a file with a wrong hash nothing stays on the disk, and a copy elsewhere is looked at', async () => {
  const hash = { algorithm: 'md5', hex: createHash('md5').update(bytes).digest('hex') } as const;
  const files = memoryFiles();
  const damaged = bytes.with(17, 1);
  const first = hostedOn(fakeHost(damaged), files).hosted;
  await expect(first.fetchFile({ ...file, hash }, { job: 'load' })).rejects.toMatchObject({ code: 'weights-hash' });
  expect(await files.list('')).toEqual([]);

  const network = fakeHost(bytes, (index) => (index === 0 ? { body: damaged } : {}));
  const two = { ...file, hash, urls: [...file.urls, 'https://huggingface.co/net.h5'] };
  const { content, host } = await hostedOn(network, files).hosted.fetchFile(two, { job: 'load' });
  expect(host).toBe('huggingface.co');
  expect(new Uint8Array(await content.arrayBuffer())).toEqual(bytes);
});

test('a file is fetched once and found on the disk from then on, without the host', async () => {
  const files = memoryFiles();
  const { hosted, events } = hostedOn(fakeHost(bytes), files);
  const first = await hosted.fetchFile(file, { job: 'load' });
  expect(new Uint8Array(await first.content.arrayBuffer())).toEqual(bytes);
  expect(first).toMatchObject({ host: 'storage.googleapis.com', bytesFetched: bytes.length });
  const last = events.findLast(({ type }) => type === 'download');
  expect(last).toMatchObject({ job: 'load', progress: { file: 'Net', done: 10_000, total: 10_000 } });

  const later = hostedOn(
    fakeHost(bytes, () => ({ fails: true })),
    files,
  ).hosted;
  expect(await later.isKept(file)).toBe(true);
  const second = await later.fetchFile(file, { job: 'again' });
  expect(new Uint8Array(await second.content.arrayBuffer())).toEqual(bytes);
  expect(second).toMatchObject({ host: null, bytesFetched: 0 });
});

test('a connection that is lost at 60 % goes on from there in the same download', async () => {
  const network = fakeHost(bytes, (index) => (index === 0 ? { breaksAfter: 6000 } : {}));
  const { hosted, events } = hostedOn(network, memoryFiles());
  const { content } = await hosted.fetchFile(file, { job: 'load' });
  expect(new Uint8Array(await content.arrayBuffer())).toEqual(bytes);
  expect(network.asked.map(({ from }) => from)).toEqual([0, 6000]);
  expect(events).toContainEqual({ type: 'download-resumed', job: 'load', done: 6000 });
});

test('a download that was given up goes on from where it was on another day', async () => {
  const files = memoryFiles();
  await expect(hostedOn(fakeHost(bytes, breaking), files).hosted.fetchFile(file, { job: 'one' })).rejects.toThrow();
  const network = fakeHost(bytes);
  const { hosted } = hostedOn(network, files);
  expect(await hosted.kept()).toMatchObject([{ id: file.id, name: 'Net', isComplete: false }]);
  const { content } = await hosted.fetchFile(file, { job: 'two' });
  expect(new Uint8Array(await content.arrayBuffer())).toEqual(bytes);
  expect(network.asked.map(({ from }) => from)).toEqual([6000]);
});

test.each([
  ['the host knows no ranges', (index: number): FakeAnswer => (index === 0 ? { breaksAfter: 6000 } : {}), false],
  [
    'the file has changed meanwhile',
    (index: number): FakeAnswer => (index === 0 ? { breaksAfter: 6000 } : { headers: { etag: '"2"' } }),
    true,
  ],
] as const)('where %s the download begins anew and the file is right', async (_, answer, ranges) => {
  const { hosted } = hostedOn(fakeHost(bytes, answer, { ranges }), memoryFiles());
  const { content } = await hosted.fetchFile(file, { job: 'load' });
  expect(new Uint8Array(await content.arrayBuffer())).toEqual(bytes);
});

test.each([
  ['a full disk', () => memoryFiles(5000)],
  ['a browser that stores nothing', () => undefined],
])('with %s the file is used, and that it was not kept is said', async (_, filesOf) => {
  const files = filesOf();
  const { hosted, events } = hostedOn(fakeHost(bytes), files);
  const { content } = await hosted.fetchFile(file, { job: 'load' });
  expect(new Uint8Array(await content.arrayBuffer())).toEqual(bytes);
  expect(events).toContainEqual({ type: 'download-not-kept', job: 'load', reason: expect.stringMatching(/\w/) });
  expect(await hosted.kept()).toEqual([]);
});

test('a cancelled download says so and leaves what it had, to go on from', async () => {
  const files = memoryFiles();
  const network = fakeHost(bytes);
  const events: EngineEvent[] = [];
  const hosted = createHostedFiles({
    network,
    files,
    now: () => events.length * 1000,
    emit: (event) => {
      events.push(event);
      hosted.cancel('load');
    },
  });
  await expect(hosted.fetchFile(file, { job: 'load' })).rejects.toMatchObject({ code: 'cancelled' });
  expect(await hosted.kept()).toMatchObject([{ isComplete: false }]);
  const { content } = await hosted.fetchFile(file, { job: 'again' });
  expect(new Uint8Array(await content.arrayBuffer())).toEqual(bytes);
  expect(network.asked[1]?.from).toBe(5000);
});

test('hosts are tried in turn, and when all fail each is named', async () => {
  const two = { ...file, urls: [...file.urls, 'https://huggingface.co/net.h5'] };
  const second = hostedOn(
    fakeHost(bytes, (index) => (index === 0 ? { status: 404 } : {})),
    memoryFiles(),
  );
  expect((await second.hosted.fetchFile(two, { job: 'load' })).content.size).toBe(bytes.length);
  const none = hostedOn(
    fakeHost(bytes, () => ({ status: 404 })),
    memoryFiles(),
  );
  await expect(none.hosted.fetchFile(two, { job: 'load' })).rejects.toThrow(
    /none of 2 places.*storage\.googleapis\.com.*huggingface\.co/,
  );
});

test('a mirror takes the place of every published host', async () => {
  const network = fakeHost(bytes);
  const { hosted } = hostedOn(network, memoryFiles());
  hosted.configure({ mirror: 'http://127.0.0.1:9000/weights', halfPrecision: false });
  await hosted.fetchFile(file, { job: 'load' });
  expect(network.asked.map(({ url }) => url)).toEqual(['http://127.0.0.1:9000/weights/net/net.h5']);
});

test.each(['ftp://school.example/', 'school', 'javascript:alert(1)', ''])('“%s” is no mirror', (mirror) => {
  const { hosted } = hostedOn(fakeHost(bytes));
  expect(() => hosted.configure({ mirror, halfPrecision: false })).toThrow(/http/);
});

test('a host that is not on the list is never contacted', async () => {
  const network = fakeHost(bytes);
  const { hosted } = hostedOn(network);
  await expect(hosted.fetchFile({ ...file, urls: ['https://evil.example/net.h5'] }, { job: 'load' })).rejects.toThrow();
  expect(network.asked).toEqual([]);
});

test('what is deleted is no longer listed, one or all', async () => {
  const { hosted } = hostedOn(fakeHost(bytes), memoryFiles());
  const other = { ...file, id: 'keras/other/other.h5', name: 'Another' };
  await hosted.fetchFile(file, { job: 'load' });
  await hosted.fetchFile(other, { job: 'load' });
  expect((await hosted.kept()).map(({ name, licence }) => [name, licence])).toEqual([
    ['Another', 'MIT'],
    ['Net', 'MIT'],
  ]);
  await hosted.remove(file.id);
  expect((await hosted.kept()).map(({ id }) => id)).toEqual([other.id]);
  await hosted.removeAll();
  expect(await hosted.kept()).toEqual([]);
});

test('a file with its parts is listed and deleted as one', async () => {
  const { hosted } = hostedOn(fakeHost(bytes), memoryFiles());
  const parts = [fileBeside(file, 'one.bin'), fileBeside(file, 'two.bin')];
  for (const each of [...parts, file]) await hosted.fetchFile(each, { job: 'load' });
  const [only, ...others] = await hosted.kept();
  expect(only).toMatchObject({ id: file.id, name: 'Net', isComplete: true });
  expect(only?.bytes).toBeGreaterThan(3 * bytes.length);
  expect(others).toEqual([]);
  await hosted.remove(file.id);
  expect(await hosted.kept()).toEqual([]);
  expect(await hosted.isKept(fileBeside(file, 'one.bin'))).toBe(false);
});

test('a file that was made here is kept like one that was fetched', async () => {
  const { hosted } = hostedOn(
    fakeHost(bytes, () => ({ fails: true })),
    memoryFiles(),
  );
  expect(await hosted.keep(file, new Blob([bytes]))).toBe(true);
  const { content } = await hosted.fetchFile(file, { job: 'load' });
  expect(new Uint8Array(await content.arrayBuffer())).toEqual(bytes);
  const full = hostedOn(fakeHost(bytes), memoryFiles(100)).hosted;
  expect(await full.keep(file, new Blob([bytes]))).toBe(false);
});

test('two who want one file at once fetch it once', async () => {
  const network = fakeHost(bytes);
  const { hosted } = hostedOn(network, memoryFiles());
  const both = await Promise.all([hosted.fetchFile(file, { job: 'one' }), hosted.fetchFile(file, { job: 'two' })]);
  expect(both.map(({ host }) => host)).toEqual(['storage.googleapis.com', null]);
  expect(network.asked).toHaveLength(1);
});
