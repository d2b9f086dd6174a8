/** `verify.mjs`: checks a certificate in Node with TensorFlow.js or ONNX Runtime. */

export const verifyJavascript = `// Checks that this model answers as it did in Stride: node verify.mjs
// Exits with 0 where it does, with 1 where it does not, with 2 where it cannot be checked here.
// Needs @tensorflow/tfjs for a TensorFlow.js model, onnxruntime-node or onnxruntime-web for .onnx (npm install …).
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const read = (name) => readFileSync(new URL(name, import.meta.url));
const certificate = JSON.parse(read('parity.json').toString('utf8'));

/** The place-th number in [0, 1) that follows from the seed: a hash of the place, in 32 bits. */
function uniform(seed, place) {
  let x = (seed + Math.imul(place, 0x9e3779b9)) | 0;
  x ^= x >>> 16;
  x = Math.imul(x, 0x7feb352d);
  x ^= x >>> 15;
  x = Math.imul(x, 0x846ca68b);
  x ^= x >>> 16;
  return (x >>> 0) / 2 ** 32;
}

const inputs = certificate.inputs.map(({ name, shape, seed, low, high }) => {
  const dims = [certificate.samples, ...shape];
  const count = dims.reduce((product, size) => product * size, 1);
  return { name, dims, data: Float32Array.from({ length: count }, (_, place) => low + uniform(seed, place) * (high - low)) };
});

function quit(code, sentence) {
  console.log(sentence);
  process.exit(code);
}

async function load(...names) {
  for (const name of names) {
    try {
      return await import(name);
    } catch (error) {
      if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    }
  }
  return quit(2, \`Cannot check here: npm install \${names[0]}\`);
}

async function onnxAnswers() {
  const module = await load('onnxruntime-node', 'onnxruntime-web');
  const ort = module.InferenceSession ? module : module.default;
  const session = await ort.InferenceSession.create(new Uint8Array(read(certificate.model)));
  const feeds = Object.fromEntries(inputs.map(({ name, dims, data }) => [name, new ort.Tensor('float32', data, dims)]));
  const answer = await session.run(feeds);
  return certificate.outputs.map(({ name }) => answer[name].data);
}

async function tfjsAnswers() {
  const module = await load('@tensorflow/tfjs');
  const tf = module.loadLayersModel ? module : module.default;
  const json = JSON.parse(read(certificate.model).toString('utf8'));
  const [{ paths, weights }] = json.weightsManifest;
  const bytes = read(paths[0]);
  const weightData = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const model = await tf.loadLayersModel(
    tf.io.fromMemory({ modelTopology: json.modelTopology, weightSpecs: weights, weightData }),
  );
  const answer = model.predict(inputs.map(({ dims, data }) => tf.tensor(data, dims)));
  return [answer].flat().map((tensor) => tensor.dataSync());
}

for (const [name, expected] of Object.entries(certificate.sha256)) {
  if (createHash('sha256').update(read(name)).digest('hex') !== expected) {
    quit(1, \`\${name} is not the file that was certified: its SHA-256 differs.\`);
  }
}
const runners = { onnx: onnxAnswers, tfjs: tfjsAnswers };
const runner = runners[certificate.format];
if (!runner) quit(0, 'The files are whole. Keras models are run by verify.py: python verify.py');
const received = await runner();
let agrees = received.length === certificate.outputs.length;
for (const [index, { name, count, step, values }] of certificate.outputs.entries()) {
  const answer = received[index] ?? [];
  let difference = answer.length === count ? 0 : Infinity;
  let scale = 1;
  for (const [place, value] of values.entries()) {
    const found = Math.abs(answer[place * step] - value);
    difference = Math.max(difference, Number.isNaN(found) ? Infinity : found);
    scale = Math.max(scale, Math.abs(value));
  }
  console.log(\`\${name}: largest difference \${(difference / scale).toExponential(2)}, allowed \${certificate.tolerance}\`);
  agrees &&= difference / scale <= certificate.tolerance;
}
quit(agrees ? 0 : 1, agrees ? 'The model answers as it did in Stride.' : 'The model DISAGREES with Stride.');
`;
