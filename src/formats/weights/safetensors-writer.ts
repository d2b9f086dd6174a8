/** Writes safetensors: the weights alone, named `<layer>/<weight>`, in the order of the layers. */
import { strToU8 } from 'fflate';
import { product, sum } from '#base/math.ts';
import type { WrittenModel } from '../written-model.ts';

/** Where the numbers begin is a multiple of this, so that readers can map them without copying. */
const alignment = 8;

export function writeSafetensors({ name, graph, weights }: WrittenModel): Uint8Array {
  const listed = graph.nodes.flatMap((node) =>
    (weights.get(node.name) ?? []).map((weight) => ({ ...weight, name: `${node.name}/${weight.name}` })),
  );
  const header: Record<string, unknown> = { __metadata__: { format: 'stride', model: name } };
  let offset = 0;
  for (const { name: weight, shape } of listed) {
    const end = offset + 4 * product(shape);
    header[weight] = { dtype: 'F32', shape, data_offsets: [offset, end] };
    offset = end;
  }
  const text = JSON.stringify(header);
  const length = strToU8(text).byteLength;
  const json = strToU8(text + ' '.repeat((alignment - (length % alignment)) % alignment));
  const bytes = new Uint8Array(8 + json.byteLength + 4 * sum(listed.map(({ shape }) => product(shape))));
  new DataView(bytes.buffer).setUint32(0, json.byteLength, true);
  bytes.set(json, 8);
  let place = 8 + json.byteLength;
  for (const { values } of listed) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), place);
    place += values.byteLength;
  }
  return bytes;
}
