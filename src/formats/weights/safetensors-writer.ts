/** Writes safetensors: the weights alone, named `<layer>/<weight>`, in the order of the layers. */
import { strToU8 } from 'fflate';
import { product, sum } from '#base/math.ts';
import type { WrittenModel } from '../written-model.ts';

/** Where the numbers begin is a multiple of this, so that readers can map them without copying. */
const alignment = 8;

/** The file in order, piece by piece: its header, then the numbers of one weight after the other. */
export function* safetensorsPieces({
  name,
  graph,
  weights,
}: Pick<WrittenModel, 'name' | 'graph' | 'weights'>): Generator<Uint8Array> {
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
  const prelude = new Uint8Array(8);
  new DataView(prelude.buffer).setUint32(0, json.byteLength, true);
  yield prelude;
  yield json;
  for (const { values } of listed) yield new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

export function writeSafetensors(model: WrittenModel): Uint8Array {
  const pieces = [...safetensorsPieces(model)];
  const bytes = new Uint8Array(sum(pieces.map(({ byteLength }) => byteLength)));
  let place = 0;
  for (const piece of pieces) {
    bytes.set(piece, place);
    place += piece.byteLength;
  }
  return bytes;
}
