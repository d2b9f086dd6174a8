/** The one published network that is open, through loading, questions, a lost device and giving it up. */
import { present } from '#base/assert.ts';
import { StrideError } from '#base/errors.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import type { EngineEvent } from '#protocol/engine.ts';
import type { Classification, OpenedPretrained, OpenPretrained, PretrainedChoice } from '#protocol/pretrained.ts';
import { type ClassLabel, decodePredictions } from '#zoo/decode-predictions.ts';
import { zooNetworks } from '#zoo/registry.ts';
import type { ZooNetwork } from '#zoo/zoo-network.ts';
import type { StandingBackend } from '../backend/standing-backend.ts';
import type { LayerWeights } from '../layer-weights.ts';
import type { Session } from '../session.ts';
import { assertFits } from '../training/assert-fits.ts';
import type { HostedFiles } from '../weights/hosted-files.ts';
import { areKept, type LoadedWeights, loadWeights } from './load-weights.ts';
import { picturePixels } from './picture-pixels.ts';
import { PretrainedNetwork } from './pretrained-network.ts';

export interface PretrainedParts {
  readonly session: Session;
  readonly hosted: HostedFiles;
  emit(event: EngineEvent): void;
}

export class PretrainedSession {
  readonly #parts: PretrainedParts;
  /** What was opened last; the network may have gone with the device, and comes back when it is asked. */
  #request: OpenPretrained | null = null;
  #open: PretrainedNetwork | null = null;
  /** The weights as they are published, where they lie nowhere on this computer to be read again. */
  #unkept: LayerWeights | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: PretrainedParts) {
    this.#parts = parts;
    parts.session.onDeviceGone(() => this.#close());
  }

  open(request: OpenPretrained): Promise<OpenedPretrained> {
    return this.#inTurn(() => this.#load(request));
  }

  classify(picture: Blob | ImageBitmap | VideoFrame): Promise<Classification> {
    return this.#inTurn(async () => {
      const { includeTop, network } = this.#requested();
      if (!includeTop) {
        throw new StrideError({
          code: 'no-classifier',
          message: `${network} was loaded without its classifier, so it gives features and no classes.`,
          remedy: 'Load it with its classifier.',
        });
      }
      const open = await this.#awake();
      const started = performance.now();
      const pixels = await picturePixels(picture, open.inputSize);
      const prepared = performance.now();
      const probabilities = await open.run(pixels);
      const run = performance.now() - prepared;
      const top = decodePredictions(probabilities, await labels());
      return {
        top: top.map(({ wnid, name, probability }) => ({ wnid, name, probability })),
        milliseconds: { prepare: prepared - started, run },
      };
    });
  }

  adopt(): Promise<ModelGraph> {
    return this.#inTurn(async () => {
      const request = this.#requested();
      const { graph } = await this.#awake();
      const classNames = request.includeTop ? (await labels()).map(([, name]) => name) : [];
      // What runs here has others: its normalizations are folded into its convolutions.
      const weights = this.#unkept ?? (await this.#published(graph, request)).weights;
      await this.#parts.session.adopt(graph, weights, { classNames, isLightOnDark: false });
      // Both on the device would take its memory twice.
      this.#close();
      return graph;
    });
  }

  unload(): Promise<void> {
    return this.#inTurn(async () => {
      this.#request = null;
      this.#unkept = null;
      this.#close();
    });
  }

  async isKept(choice: PretrainedChoice): Promise<boolean> {
    return areKept(networkNamed(choice.network), weightsChoice(choice), this.#parts.hosted);
  }

  async #load(request: OpenPretrained): Promise<OpenedPretrained> {
    const { session, emit } = this.#parts;
    const { job, files, ...choice } = request;
    const backend = await session.standing();
    const graph = graphOf(networkNamed(choice.network), choice);
    assertHolds(graph, choice, backend);
    const loaded = await this.#published(graph, request);
    const isKept = files !== undefined || (await this.isKept(choice));
    emit({ type: 'opening', job, stage: 'upload' });
    const started = performance.now();
    // Only now, that the new one is whole in ordinary memory, the one before makes room for it.
    this.#close();
    const network = new PretrainedNetwork(graph, loaded.weights, choice.inputSize);
    const uploaded = performance.now();
    try {
      await network.compile(backend, (done, total) => emit({ type: 'opening', job, stage: 'compile', done, total }));
    } catch (thrown) {
      network.dispose();
      throw thrown;
    }
    const compiled = performance.now();
    this.#open = network;
    this.#request = request;
    this.#unkept = isKept ? null : loaded.weights;
    return {
      ...choice,
      parameters: analyzeGraph(graph).totals.parameters,
      source: loaded.source,
      bytesFetched: loaded.bytesFetched,
      isHalfPrecision: loaded.isHalfPrecision,
      milliseconds: { ...loaded.milliseconds, upload: uploaded - started, compile: compiled - uploaded },
    };
  }

  #published(graph: ModelGraph, { job, files, ...choice }: OpenPretrained): Promise<LoadedWeights> {
    const { hosted, emit } = this.#parts;
    return loadWeights(networkNamed(choice.network), weightsChoice(choice), graph, {
      hosted,
      job,
      ...(files && { files }),
      onStage: (stage) => emit({ type: 'opening', job, stage }),
    });
  }

  #requested(): OpenPretrained {
    if (this.#request !== null) return this.#request;
    throw new StrideError({
      code: 'nothing-open',
      message: 'No pretrained network is loaded.',
      remedy: 'Choose one and press Load weights.',
    });
  }

  async #awake(): Promise<PretrainedNetwork> {
    const request = this.#requested();
    if (this.#open === null) await this.#load(request);
    return present(this.#open, 'a network that was loaded is open');
  }

  #close(): void {
    this.#open?.dispose();
    this.#open = null;
  }

  /** One after the other, so that no network is given up under a question. */
  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => {});
    return turn;
  }
}

function networkNamed(name: string): ZooNetwork {
  return present(
    zooNetworks.find((network) => network.name === name),
    `${name} is in the zoo`,
  );
}

function graphOf(network: ZooNetwork, { includeTop, inputSize }: PretrainedChoice): ModelGraph {
  return network.build({
    includeTop,
    inputShape: [inputSize, inputSize, 3],
    weights: 'imagenet',
    preprocessing: true,
  });
}

function weightsChoice({ includeTop, inputSize }: PretrainedChoice) {
  return { includeTop, size: inputSize };
}

/** Throws `network-too-large` before anything is fetched where one of its tensors is more than this device can hold. */
function assertHolds(graph: ModelGraph, choice: PretrainedChoice, { webgpu }: StandingBackend): void {
  try {
    assertFits(graph, {}, 1, webgpu?.device.limits ?? unlimited);
  } catch (thrown) {
    // A published network has no other errors than tensors that no device holds.
    throw thrown instanceof StrideError ? tooLarge(choice, thrown.message) : thrown;
  }
}

/** Of a processor: what it holds is known only when it holds no more. */
const unlimited = { maxStorageBufferBindingSize: Number.POSITIVE_INFINITY, maxBufferSize: Number.POSITIVE_INFINITY };

function tooLarge({ network, includeTop, inputSize }: PretrainedChoice, reason: string): StrideError {
  return new StrideError({
    code: 'network-too-large',
    message: `${network} for pictures of ${inputSize} × ${inputSize} is too large for this graphics card. ${reason}`,
    remedy: `Choose a smaller picture size or network${includeTop ? ', or load it without its classifier' : ''}. Nothing was fetched.`,
  });
}

async function labels(): Promise<readonly ClassLabel[]> {
  return (await import('#zoo/labels/imagenet-labels.ts')).imagenetLabels;
}
