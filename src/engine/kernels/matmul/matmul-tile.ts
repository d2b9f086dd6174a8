/** Which register tile a matrix product uses, and along which side of the result neighbouring invocations lie. */

export interface MatMulTile {
  readonly rows: number;
  readonly vectors: number;
  /** Neighbours take other rows of the same columns, or other columns of the same rows. */
  readonly along: 'rows' | 'columns';
}

const maxRows = 8;
/** More where the operand that neighbours share is handed on. */
const maxVectors = { alone: 2, handed: 4 };
/** Invocations that run as one: what is left of them at the result's edge idles. */
const runAsOne = { software: 8, hardware: 32 };
/** Reading a value from a buffer against a multiply-add. */
const readCost = 8;

export interface MatMulTileOptions {
  readonly adapter: 'software' | 'hardware';
  /** How many invocations share their reads of the operand that is the same for them. */
  readonly lanes: number;
}

interface Result {
  readonly rows: number;
  readonly outColumns: number;
}

/** Work in multiply-adds for each position of the inner dimension. */
function costOf(result: Result, tile: MatMulTile, { adapter, lanes }: MatMulTileOptions): number {
  const [rows, columns] = [tile.rows, 4 * tile.vectors];
  const [rowBlocks, columnBlocks] = [Math.ceil(result.rows / rows), Math.ceil(result.outColumns / columns)];
  const filled = (blocks: number) => Math.ceil(blocks / runAsOne[adapter]) * runAsOne[adapter];
  const [tiles, reads] =
    tile.along === 'rows'
      ? [filled(rowBlocks) * columnBlocks, rows + Math.ceil(columns / lanes)]
      : [filled(columnBlocks) * rowBlocks, columns + Math.ceil(rows / lanes)];
  return tiles * (readCost * reads + rows * columns);
}

export function matMulTile(result: Result, options: MatMulTileOptions): MatMulTile {
  // A power of two: whole vectors of rows are read where the rows divide by four.
  const rows = Math.min(maxRows, 2 ** Math.ceil(Math.log2(result.rows)));
  const most = options.lanes === 1 ? maxVectors.alone : maxVectors.handed;
  const vectors = [1, 2, 4].filter((count) => count === 1 || (count <= most && 4 * (count - 1) < result.outColumns));
  const tiles = (['rows', 'columns'] as const).flatMap((along) =>
    vectors.map((count) => ({ rows, vectors: count, along })),
  );
  const [best = { rows, vectors: 1, along: 'rows' as const }] = tiles.toSorted(
    (a, b) => costOf(result, a, options) - costOf(result, b, options),
  );
  return best;
}
