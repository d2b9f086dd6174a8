/** Writes a network in one of the formats, and reads it back. */
import { unreachable } from '#base/assert.ts';
import { writeKerasH5 } from '#formats/keras/keras-h5-writer.ts';
import { writeKerasWeights } from '#formats/keras/keras-weights-writer.ts';
import { writeKeras } from '#formats/keras/keras-writer.ts';
import { onnxOutputName, writeOnnx } from '#formats/onnx/onnx-writer.ts';
import type { CertifiedFormat, ParityOutput } from '#formats/parity/parity-certificate.ts';
import { type ParityInput, paritySamples, parityValues } from '#formats/parity/parity-inputs.ts';
import { writeTfjs } from '#formats/tfjs-writer.ts';
import { writeSafetensors } from '#formats/weights/safetensors-writer.ts';
import type { WrittenModel } from '#formats/written-model.ts';
import {
  compareAnswers,
  type RunOnnx,
  readBackModel,
  readBackTfjs,
  readBackWeights,
  sameAnswers,
} from './read-back.ts';

export interface WrittenFile {
  /** The model's own files by name, the one to load first. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** Named as the file names them. */
  readonly outputs: readonly ParityOutput[];
  /** Compares the file with the network; gives what was compared, in sentences. Throws `export-disagrees`. */
  check(): Promise<readonly string[]>;
}

export interface WriteParts {
  readonly model: WrittenModel;
  readonly inputs: readonly ParityInput[];
  readonly outputs: readonly ParityOutput[];
  readonly runOnnx: RunOnnx;
}

export async function writtenFile(format: CertifiedFormat, parts: WriteParts): Promise<WrittenFile> {
  const { model, outputs } = parts;
  const { name } = model;
  const one = async (
    fileName: string,
    bytes: Uint8Array,
    check: (bytes: Uint8Array, fileName: string, expected: WriteParts) => Promise<readonly string[]>,
  ): Promise<WrittenFile> => ({ files: { [fileName]: bytes }, outputs, check: () => check(bytes, fileName, parts) });
  switch (format) {
    case 'keras':
      return one(`${name}.keras`, await writeKeras(model, savedAt(new Date())), readBackModel);
    case 'h5':
      return one(`${name}.h5`, await writeKerasH5(model), readBackModel);
    case 'weights-h5':
      return one(`${name}.weights.h5`, await writeKerasWeights(model), readBackWeights);
    case 'safetensors':
      return one(`${name}.safetensors`, writeSafetensors(model), readBackWeights);
    case 'tfjs': {
      const files = writeTfjs(model);
      return {
        files: { ...files },
        outputs,
        check: () => readBackTfjs(files['model.json'], files['weights.bin'], parts),
      };
    }
    case 'onnx':
      return writtenOnnx(parts);
    default:
      return unreachable(format);
  }
}

function writtenOnnx({ model, inputs, outputs, runOnnx }: WriteParts): WrittenFile {
  const bytes = writeOnnx(model);
  const fileName = `${model.name}.onnx`;
  const nodes = new Map(model.graph.nodes.map((node) => [node.name, node]));
  const named = outputs.map((output) => {
    const node = nodes.get(output.name);
    return { ...output, name: node ? onnxOutputName(node) : output.name };
  });
  return {
    files: { [fileName]: bytes },
    outputs: named,
    check: async () => {
      const feeds = inputs.map((input) => {
        return [input.name, { dims: [paritySamples, ...input.shape], data: parityValues(input) }] as const;
      });
      const answers = await runOnnx(bytes, Object.fromEntries(feeds));
      const difference = compareAnswers(
        fileName,
        named.map(({ name }) => answers.get(name)?.data ?? []),
        outputs,
      );
      return ['ONNX Runtime loads it.', sameAnswers(difference)];
    },
  };
}

/** As Keras writes it: `2026-11-23@05:28:29`. */
function savedAt(date: Date): string {
  return date.toISOString().slice(0, 19).replace('T', '@');
}
