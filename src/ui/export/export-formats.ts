/** What can be exported, in words. */
import type { ExportFormat, ExportPhase } from '#protocol/exchange.ts';

export interface FormatWords {
  readonly format: ExportFormat;
  readonly label: string;
  /** One sentence: what it is for. */
  readonly purpose: string;
  /** What is inside. */
  readonly contents: string;
}

export const exportFormats: readonly FormatWords[] = [
  {
    format: 'keras',
    label: 'Keras',
    purpose: 'The whole model for Keras 3, ready for keras.models.load_model.',
    contents: '.keras: layers, preprocessing, augmentation, weights, training settings',
  },
  {
    format: 'onnx',
    label: 'ONNX',
    purpose: 'The whole model for phones, servers, C++, C# and browsers, by ONNX Runtime.',
    contents: '.onnx, operator set 18: layers and weights; what acts in training only is left out',
  },
  {
    format: 'tfjs',
    label: 'TensorFlow.js',
    purpose: 'The whole model for a web page, by tf.loadLayersModel.',
    contents: 'model.json, weights.bin: layers and weights',
  },
  {
    format: 'train-elsewhere',
    label: 'Train elsewhere',
    purpose: 'A folder that goes on training with Keras, on one graphics card, several, or several machines.',
    contents: 'model.py, train.py, a notebook, start weights, settings and the pictures',
  },
  {
    format: 'h5',
    label: 'Keras, legacy',
    purpose: 'The whole model for older programs that read HDF5.',
    contents: '.h5: layers, weights, training settings',
  },
  {
    format: 'weights-h5',
    label: 'Keras weights',
    purpose: 'The weights alone, for model.load_weights.',
    contents: '.weights.h5, and model.py that builds the network',
  },
  {
    format: 'safetensors',
    label: 'safetensors',
    purpose: 'The weights alone, by layer and name, for any program.',
    contents: '.safetensors, and model.py that builds the network',
  },
];

export const phaseWords: Readonly<Record<ExportPhase, string>> = {
  reading: 'Reading the weights and asking the network eight times',
  writing: 'Writing the file',
  checking: 'Reading the file back and comparing',
  packing: 'Packing',
};
