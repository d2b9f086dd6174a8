/** What a network answers to a certificate's inputs. */
import * as tf from '@tensorflow/tfjs';
import { present } from '#base/assert.ts';
import type { ParityOutput } from '#formats/parity/parity-certificate.ts';
import { type ParityInput, paritySamples, parityValues } from '#formats/parity/parity-inputs.ts';
import { factsOf, type WrittenModel } from '#formats/written-model.ts';
import { buildNetwork } from '../build/build-network.ts';

/**
 * Builds the network on the backend that stands and asks it, one sample at a time, since large pictures may not fit
 * together. Leaves no tensor behind. Outputs are named by their layers.
 */
export async function networkAnswers(
  model: Pick<WrittenModel, 'graph' | 'analysis' | 'weights'>,
  inputs: readonly ParityInput[],
): Promise<readonly ParityOutput[]> {
  const { graph, analysis, weights } = model;
  const network = buildNetwork(graph, 0, {}, weights);
  try {
    const answers = await answersOf((batch) => network.model.predict(batch), inputs);
    const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
    return analysis.outputs.map((id, index) => {
      const node = present(nodes.get(id), 'an output is a node of the graph');
      const values = present(answers[index], 'every output answers');
      return { name: node.name, shape: factsOf(model, node).output, values };
    });
  } finally {
    network.dispose();
  }
}

/** By output, `[samples, …shape]`. */
export async function answersOf(
  predict: (batch: tf.Tensor[]) => tf.Tensor | tf.Tensor[],
  inputs: readonly ParityInput[],
): Promise<readonly Float32Array[]> {
  const values = inputs.map((input) => parityValues(input));
  const collected: Float32Array[][] = [];
  for (let sample = 0; sample < paritySamples; sample++) {
    const answers = tf.tidy(() => {
      const batch = inputs.map(({ shape }, index) => {
        const all = present(values[index], 'every input has values');
        const size = all.length / paritySamples;
        return tf.tensor(all.slice(sample * size, (sample + 1) * size), [1, ...shape]);
      });
      return [predict(batch)].flat();
    });
    for (const [index, answer] of answers.entries()) {
      const data = Float32Array.from(await answer.data());
      collected[index] = [...(collected[index] ?? []), data];
      answer.dispose();
    }
  }
  return collected.map((parts) => {
    const whole = new Float32Array(parts.reduce((total, { length }) => total + length, 0));
    let place = 0;
    for (const part of parts) {
      whole.set(part, place);
      place += part.length;
    }
    return whole;
  });
}
