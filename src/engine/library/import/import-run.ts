/**
 * An import from its first file to its end. Some files are prepared at once, and they come into the data set in their own
 * order, so that the same import gives the same data set. What has come is written and saved a few times a second: a page
 * that goes away loses at most what came since.
 */
import { hexOf } from '#data/library/hex.ts';
import { splitIndex } from '#data/split-names.ts';
import type { ImportLine, ImportOutcome, ImportProgress } from '#protocol/library.ts';
import type { KeptPicture } from '#storage/picture-packs.ts';
import { Gate } from '../gate.ts';
import type { LibraryHost } from '../library-host.ts';
import type { LibraryDataset } from '../open-dataset.ts';
import { failedLine, shownPath, skippedLine } from './import-line.ts';
import { type PreparedPicture, preparePicture } from './prepare-picture.ts';
import { freeReserve, holdReserve } from './reserve.ts';
import type { Candidate } from './source-file.ts';

const filesInFlight = 8;
const millionPixelsInFlight = 48;
/** What waits to be written, together. */
const mostWaiting = { files: 512, bytes: 8e6, milliseconds: 300 } as const;
const millisecondsBetweenReports = 200;
const linesAnswered = 200;

type KeptFile = Extract<PreparedPicture, { kind: 'kept' }>;

function pictureOf({ hash, content }: KeptFile): KeptPicture {
  return { hash: hexOf(hash), bytes: content };
}

interface WaitingFile {
  readonly candidate: Candidate;
  readonly prepared: PreparedPicture;
}

function isFull(thrown: unknown): boolean {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code === 'storage-full';
}

export class ImportRun {
  readonly #host: LibraryHost;
  readonly #dataset: LibraryDataset;
  readonly #job: string;
  readonly #started = performance.now();
  readonly #gate = new Gate(millionPixelsInFlight);
  readonly #lines: ImportLine[] = [];
  #unsavedLines: ImportLine[] = [];
  #counts = { done: 0, total: 0, added: 0, skipped: 0, bytes: 0 };
  #waiting: WaitingFile[] = [];
  #waitingBytes = 0;
  #unsavedSamples = 0;
  #savedAt = performance.now();
  #reportedAt = 0;
  #isCancelled = false;
  #isFull = false;

  constructor(host: LibraryHost, dataset: LibraryDataset, job: string) {
    this.#host = host;
    this.#dataset = dataset;
    this.#job = job;
  }

  get dataset(): string {
    return this.#dataset.record.id;
  }

  get isCancelled(): boolean {
    return this.#isCancelled;
  }

  cancel(): void {
    this.#isCancelled = true;
  }

  /** Files left out before they became candidates, and the like. */
  note(lines: readonly ImportLine[]): void {
    for (const line of lines) this.#add(line);
    this.#counts.total += lines.length;
    this.#counts.done += lines.length;
  }

  /** Takes the candidates in, in order. May be called for one group after another. */
  async take(candidates: readonly Candidate[]): Promise<void> {
    await holdReserve(this.#host.files, this.#job);
    this.#counts.total += candidates.length;
    const inFlight: { readonly candidate: Candidate; readonly prepared: Promise<PreparedPicture> }[] = [];
    let next = 0;
    while (next < candidates.length || inFlight.length > 0) {
      while (inFlight.length < filesInFlight && next < candidates.length && !this.#isEnding) {
        const candidate = candidates[next++] as Candidate;
        inFlight.push({ candidate, prepared: preparePicture(candidate, this.#host, this.#gate) });
      }
      const first = inFlight.shift();
      if (first === undefined) break;
      const prepared = await this.#arrived(first.prepared);
      this.#waiting.push({ candidate: first.candidate, prepared });
      if (prepared.kind === 'kept') this.#waitingBytes += prepared.bytes;
      if (this.#isDue) await this.#keepWaiting();
      this.#report(false);
    }
    await this.#keepWaiting();
    if (this.#isFull && !this.#isCancelled) this.#leaveOut(candidates.slice(next));
    await freeReserve(this.#host.files, this.#job);
    await this.#save();
    this.#report(true);
  }

  end(): ImportOutcome {
    const end = this.#isCancelled ? 'cancelled' : this.#isFull ? 'full' : 'finished';
    this.#host.emit({ type: 'dataset-changed', dataset: this.dataset });
    return {
      job: this.#job,
      dataset: this.dataset,
      end,
      added: this.#counts.added,
      skipped: this.#counts.skipped,
      lines: this.#lines,
      milliseconds: performance.now() - this.#started,
    };
  }

  get #isEnding(): boolean {
    return this.#isCancelled || this.#isFull;
  }

  /** Waits for a file; where that takes long, what came before it is kept meanwhile. */
  async #arrived(file: Promise<PreparedPicture>): Promise<PreparedPicture> {
    if (this.#waiting.length === 0) return file;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), mostWaiting.milliseconds);
    });
    const prepared = await Promise.race([file, late]);
    clearTimeout(timer);
    if (prepared !== null) return prepared;
    await this.#keepWaiting();
    return file;
  }

  get #isDue(): boolean {
    return (
      this.#waiting.length >= mostWaiting.files ||
      this.#waitingBytes >= mostWaiting.bytes ||
      performance.now() - this.#savedAt > mostWaiting.milliseconds
    );
  }

  /** Writes the files that wait, takes them into the data set, and saves it. */
  async #keepWaiting(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#waitingBytes = 0;
    const pictures = waiting.flatMap(({ prepared }) => (prepared.kind === 'kept' ? [pictureOf(prepared)] : []));
    try {
      await this.#host.pictures.keepPictures(pictures);
      for (const { candidate, prepared } of waiting) this.#settle(candidate, prepared);
    } catch {
      // Not all of them fit, or one of them is to blame: one at a time, as many as do.
      for (const file of waiting) await this.#keepAlone(file);
    }
    await this.#save();
  }

  async #keepAlone({ candidate, prepared }: WaitingFile): Promise<void> {
    if (prepared.kind === 'kept') {
      if (this.#isFull) return this.#leaveOut([candidate]);
      try {
        await this.#host.pictures.keepPictures([pictureOf(prepared)]);
      } catch (thrown) {
        this.#counts.done++;
        if (isFull(thrown)) {
          this.#isFull = true;
          await freeReserve(this.#host.files, this.#job);
        }
        this.#add(failedLine(candidate.path, thrown));
        return;
      }
    }
    this.#settle(candidate, prepared);
  }

  #settle(candidate: Candidate, prepared: PreparedPicture): void {
    this.#counts.done++;
    if (prepared.kind !== 'kept') {
      this.#add(prepared.line);
      return;
    }
    try {
      this.#keep(candidate, prepared);
    } catch (thrown) {
      this.#add(failedLine(candidate.path, thrown));
    }
  }

  #keep(candidate: Candidate, { hash, note, content: _, ...facts }: KeptFile): void {
    const dataset = this.#dataset;
    const classId = dataset.classNamed(candidate.className);
    const { table } = dataset;
    const copies = table.withHash(hash);
    const same = copies.find((id) => table.classId(id) === classId);
    if (same !== undefined) {
      const reason = `The same picture is in ${candidate.className} already, as ${table.name(same)}.`;
      this.#add(skippedLine(candidate.path, reason, ''));
      return;
    }
    const [other] = copies;
    if (other !== undefined) {
      const className = dataset.record.classes.find(({ id }) => id === table.classId(other))?.name ?? 'another class';
      this.#add({
        kind: 'warning',
        path: shownPath(candidate.path),
        reason: `The same picture is in ${className} too, as ${table.name(other)}: one of the two labels must be wrong.`,
        remedy: 'Keep the copy whose class is right and delete the other.',
      });
    }
    dataset.append({ classId, split: splitIndex(candidate.split), hash, name: candidate.name, ...facts });
    this.#counts.added++;
    this.#counts.bytes += facts.bytes;
    this.#unsavedSamples++;
    if (note !== null) this.#add(note);
  }

  #leaveOut(candidates: readonly Candidate[]): void {
    for (const { path } of candidates) {
      this.#counts.done++;
      const reason = 'The space that this browser gives Stride was used up before it.';
      this.#add(
        skippedLine(path, reason, 'Delete data sets you no longer need, or free disk space, and add it again.'),
      );
    }
  }

  #add(line: ImportLine): void {
    if (this.#lines.length < linesAnswered) this.#lines.push(line);
    this.#unsavedLines.push(line);
    if (line.kind === 'skipped') this.#counts.skipped++;
  }

  async #save(): Promise<void> {
    const lines = this.#unsavedLines;
    const hasNews = lines.length > 0 || this.#unsavedSamples > 0;
    this.#unsavedLines = [];
    this.#unsavedSamples = 0;
    try {
      await this.#dataset.save();
      if (lines.length > 0) await this.#host.repository.addLines(this.dataset, lines);
    } catch (thrown) {
      this.#unsavedLines = [...lines, ...this.#unsavedLines];
      if (!isFull(thrown)) throw thrown;
      this.#isFull = true;
    }
    this.#savedAt = performance.now();
    // Whoever looks on sees the pictures come in.
    if (hasNews) this.#host.emit({ type: 'dataset-changed', dataset: this.dataset });
  }

  #report(isLast: boolean): void {
    const now = performance.now();
    if (!isLast && now - this.#reportedAt < millisecondsBetweenReports) return;
    this.#reportedAt = now;
    const { done, total } = this.#counts;
    const seconds = (now - this.#started) / 1000;
    const progress: ImportProgress = {
      job: this.#job,
      dataset: this.dataset,
      ...this.#counts,
      imagesPerSecond: seconds > 0 ? done / seconds : 0,
      millisecondsLeft: done > 0 ? ((total - done) * seconds * 1000) / done : Number.NaN,
    };
    this.#host.emit({ type: 'import-progress', progress });
  }
}
