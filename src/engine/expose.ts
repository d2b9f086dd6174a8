/** The engine's end of the wire: the only file on this side that knows comlink. */
import * as Comlink from 'comlink';
import type { Engine } from '#protocol/engine.ts';

/** Answers calls that come from the thread that made this worker. Pixels are transferred, not copied. */
export function exposeEngine(engine: Engine): void {
  Comlink.expose({
    ...engine,
    samples: async (dataset, indices) => {
      const samples = await engine.samples(dataset, indices);
      return Comlink.transfer(samples, [samples.pixels.buffer, samples.labels.buffer]);
    },
    predict: async (picture, kind) => {
      const prediction = await engine.predict(picture, kind);
      return Comlink.transfer(prediction, [prediction.seen.rgba.buffer, prediction.probabilities.buffer]);
    },
  } satisfies Engine);
}
