/**
 * The weights of a published network in ordinary memory: from files that a person chose, from this computer, or from
 * the sources in turn. Whole and of the right shapes, or a `StrideError`.
 */
import { StrideError } from '#base/errors.ts';
import { shardNames } from '#formats/weights/tfjs-weights.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import { readsBlueFirst, reverseInputChannels } from '#zoo/preprocessing.ts';
import { fileBeside, type HostedFile } from '#zoo/weights/hosted-file.ts';
import { type WeightsChoice, type WeightsSource, weightsSources } from '#zoo/weights/weights-sources.ts';
import type { ZooNetwork } from '#zoo/zoo-network.ts';
import type { LayerWeights } from '../layer-weights.ts';
import { readApart } from '../reading/read-apart.ts';
import type { HostedFiles } from '../weights/hosted-files.ts';
import { halfPrecisionFile } from './half-precision.ts';

export interface LoadedWeights {
  readonly weights: LayerWeights;
  /** Where they came from, as a person reads it. */
  readonly source: string;
  readonly bytesFetched: number;
  readonly isHalfPrecision: boolean;
  readonly milliseconds: { readonly fetch: number; readonly parse: number };
}

export interface LoadingWork {
  readonly hosted: HostedFiles;
  readonly job: string;
  /** Weights that a person has, in place of all sources. */
  readonly files?: readonly File[];
  onStage?(stage: 'fetch' | 'parse'): void;
}

/** A file with what lies beside it, not yet read. */
interface Fetched {
  readonly name: string;
  readonly content: Blob;
  readonly companions: ReadonlyMap<string, Blob>;
  /** Where it came from, as a person reads it. */
  readonly source: string;
  readonly bytesFetched: number;
}

const halfPrefix = 'half/';

/** What a file kept with 16 bits a number is called among the downloaded ones. */
function halfFile({ file }: WeightsSource): HostedFile {
  return {
    id: halfPrefix + file.id,
    name: `${file.name}, 16 bits`,
    urls: [],
    mirrorPath: '',
    licence: file.licence,
  };
}

/** The sources that lie on this computer; for a network without its classifier, the whole one's too. */
async function keptSources(network: ZooNetwork, choice: WeightsChoice, hosted: HostedFiles): Promise<WeightsSource[]> {
  const wholes = choice.includeTop ? [] : weightsSources(network, { ...choice, includeTop: true });
  const sources = [...weightsSources(network, choice), ...wholes];
  const candidates = sources.flatMap((source): WeightsSource[] => [
    source,
    { layout: 'one-file', file: halfFile(source) },
  ]);
  const isKept = await Promise.all(candidates.map(({ file }) => hosted.isKept(file)));
  return candidates.filter((_, index) => isKept[index]);
}

/** Whether opening needs no network. */
export async function areKept(network: ZooNetwork, choice: WeightsChoice, hosted: HostedFiles): Promise<boolean> {
  return (await keptSources(network, choice, hosted)).length > 0;
}

/** Whether `loadWeights` will give numbers that come from 16 bits each, told without loading. */
export async function willLoadHalfPrecision(
  network: ZooNetwork,
  choice: WeightsChoice,
  hosted: HostedFiles,
): Promise<boolean> {
  const published = weightsSources(network, choice);
  const first = (await keptSources(network, choice, hosted))[0] ?? published[0];
  if (first === undefined) return false;
  const isPublished = published.some(({ file }) => file.id === first.file.id);
  return first.file.id.startsWith(halfPrefix) || (isPublished && hosted.settings.halfPrecision);
}

/** `graph` is the network's with its layers in Keras's order. Rejects with what `PretrainedEngine.open` says. */
export async function loadWeights(
  network: ZooNetwork,
  choice: WeightsChoice,
  graph: ModelGraph,
  work: LoadingWork,
): Promise<LoadedWeights> {
  const { hosted, files } = work;
  const turned = (loaded: LoadedWeights): LoadedWeights =>
    readsBlueFirst(network.preprocessing) ? { ...loaded, weights: redFirst(loaded.weights) } : loaded;
  if (files !== undefined && files.length > 0) {
    return turned(await readFetched(network, graph, ownFiles(files), work, 0));
  }
  const kept = await keptSources(network, choice, hosted);
  const published = weightsSources(network, choice);
  const sources = [...kept, ...published];
  const faults: StrideError[] = [];
  for (const source of sources) {
    try {
      const loaded = await loadFrom(source, network, graph, work);
      const isPublished = published.some(({ file }) => file.id === source.file.id);
      if (!isPublished || !(await keepAsSet(source, loaded.weights, hosted))) return turned(loaded);
      // What is used now is what the next start will find.
      const { weights } = await loadFrom({ layout: 'one-file', file: halfFile(source) }, network, graph, work);
      return turned({ ...loaded, weights, isHalfPrecision: true });
    } catch (thrown) {
      if (!(thrown instanceof StrideError) || thrown.code === 'cancelled') throw thrown;
      // What cannot be read or belongs to another network must not be found again.
      if (thrown.code === 'unreadable-file' || thrown.code === 'weights-other-network')
        await hosted.remove(source.file.id);
      if (!faults.some(({ message }) => message === thrown.message)) faults.push(thrown);
    }
  }
  throw noneOf(network, faults);
}

async function loadFrom(source: WeightsSource, network: ZooNetwork, graph: ModelGraph, work: LoadingWork) {
  work.onStage?.('fetch');
  const started = performance.now();
  const fetched = await fetchSource(source, work);
  const loaded = await readFetched(network, graph, fetched, work, performance.now() - started);
  return { ...loaded, isHalfPrecision: source.file.id.startsWith(halfPrefix) };
}

/** Where that is set, a file as it was published gives way to one of 16 bits a number; false where it stays. */
async function keepAsSet(source: WeightsSource, weights: LayerWeights, hosted: HostedFiles): Promise<boolean> {
  if (!hosted.settings.halfPrecision || !(await hosted.isKept(source.file))) return false;
  if (!(await hosted.keep(halfFile(source), halfPrecisionFile(weights)))) return false;
  await hosted.remove(source.file.id);
  return true;
}

async function fetchSource({ layout, file }: WeightsSource, { hosted, job }: LoadingWork): Promise<Fetched> {
  const { content, host, bytesFetched } = await hosted.fetchFile(file, { job });
  const name = file.mirrorPath.slice(file.mirrorPath.lastIndexOf('/') + 1) || file.name;
  const source = host ?? 'this computer';
  if (layout !== 'tfjs') return { name, content, companions: new Map(), source, bytesFetched };
  const parts = partsOf(await content.text(), name);
  const fetchedParts = await Promise.all(parts.map((part) => hosted.fetchFile(fileBeside(file, part), { job })));
  return {
    name,
    content,
    companions: new Map(parts.map((part, index) => [part, fetchedParts[index]?.content ?? new Blob()])),
    source: fetchedParts.find((part) => part.host !== null)?.host ?? source,
    bytesFetched: fetchedParts.reduce((sum, part) => sum + part.bytesFetched, bytesFetched),
  };
}

/** The names of a TF.js model's parts; none for text that is no such model, which the reader says. */
function partsOf(text: string, name: string): readonly string[] {
  try {
    return shardNames(JSON.parse(text), name) ?? [];
  } catch (thrown) {
    if (thrown instanceof StrideError) throw thrown;
    return [];
  }
}

function ownFiles(files: readonly File[]): Fetched {
  const [first] = files;
  const main = files.find(({ name }) => name.endsWith('.json')) ?? first;
  if (main === undefined) throw new Error('Assertion failed: there is a file');
  return {
    name: main.name,
    content: main,
    companions: new Map(files.filter((file) => file !== main).map((file) => [file.name, file])),
    source: main.name,
    bytesFetched: 0,
  };
}

async function readFetched(
  network: ZooNetwork,
  graph: ModelGraph,
  { name, content, companions, source, bytesFetched }: Fetched,
  { onStage }: LoadingWork,
  fetchMilliseconds: number,
): Promise<LoadedWeights> {
  onStage?.('parse');
  const started = performance.now();
  const bytes = [content, ...companions.values()].reduce((sum, { size }) => sum + size, 0);
  const request = { network: network.name, graph, fileName: name, content, companions };
  const weights = await readApart({ kind: 'network', request }, { name, bytes });
  const milliseconds = { fetch: fetchMilliseconds, parse: performance.now() - started };
  return { weights, source, bytesFetched, isHalfPrecision: false, milliseconds };
}

/** The first kernel turned round, so that the network takes red first (`preprocessingLayer`). */
function redFirst(weights: LayerWeights): LayerWeights {
  const [first] = weights;
  if (first === undefined) return weights;
  const [name, [kernel, ...others]] = [first[0], first[1]];
  if (kernel === undefined) return weights;
  const turned = { ...kernel, values: reverseInputChannels(kernel.values, kernel.shape) };
  return new Map(weights).set(name, [turned, ...others]);
}

function noneOf({ name }: ZooNetwork, faults: readonly StrideError[]): StrideError {
  const [first] = faults;
  if (first !== undefined && faults.length === 1) return first;
  return new StrideError({
    code: first?.code ?? 'weights-missing',
    message: `${name} could be loaded from none of ${faults.length} sources. ${faults.map(({ message }) => message).join(' ')}`,
    remedy: first?.remedy ?? 'Choose the file yourself if you have it.',
  });
}
