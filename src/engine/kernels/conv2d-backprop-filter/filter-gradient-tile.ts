/**
 * Which piece of the filter an invocation of its gradient holds. A large piece reads less, but its sums have to stay in
 * registers, and it is more code to compile. On a software adapter a subgroup may share what it reads of the input.
 */
import type { Conv2DGeometry } from '../conv2d/conv2d-geometry.ts';
import { oncePerArguments } from '../once-per-arguments.ts';

/** Rows × columns of taps × input channels × 4·`vectors` output channels. */
export type FilterPiece = {
  /** Either 1 or all filter rows. */
  readonly tapRows: number;
  readonly tapColumns: number;
  readonly channels: number;
  readonly vectors: number;
};

export type HandedPiece = FilterPiece & {
  /** Neighbouring output pixels whose input is read together. */
  readonly chunk: number;
};

/** Sums that an invocation holds, in vectors of four: more would not stay in registers or take long to compile. */
const maxSums = 48;
/** Vector products written out one after the other, for the same reason. */
const maxProducts = 96;
const maxChunk = 4;

/** Reading a value from a buffer against a multiply-add, as measured on lavapipe. */
const readCost = 20;

const sumsOf = (piece: FilterPiece) => piece.tapRows * piece.tapColumns * piece.channels * piece.vectors;

/** A wide filter is cut into pieces of about six columns. */
const tapColumnsOf = (g: Conv2DGeometry) => Math.ceil(g.filterWidth / Math.ceil(g.filterWidth / 6));

/** The piece of an invocation that reads for itself; its channels are a multiple of 4 where the input's are. */
export function pieceAlone(g: Conv2DGeometry): FilterPiece {
  const vectors = g.outChannels > 4 ? 2 : 1;
  const tapColumns = tapColumnsOf(g);
  const choices = g.inChannels % 4 === 0 ? [16, 8, 4] : [Math.min(g.inChannels, 4), 1];
  const fits = (channels: number) => channels <= g.inChannels && channels * tapColumns * vectors <= maxSums;
  const channels = choices.find(fits) ?? choices.at(-1) ?? 1;
  const wholeHeight = g.filterHeight * tapColumns * channels * vectors <= maxSums;
  return { tapRows: wholeHeight ? g.filterHeight : 1, tapColumns, channels, vectors };
}

/** The grid of pieces that cover the filter. */
export function filterPieces(g: Conv2DGeometry, piece: FilterPiece) {
  return {
    rows: Math.ceil(g.filterHeight / piece.tapRows),
    columns: Math.ceil(g.filterWidth / piece.tapColumns),
    channels: Math.ceil(g.inChannels / piece.channels),
    vectors: Math.ceil(g.outChannels / (4 * piece.vectors)),
  };
}

/** Columns of the input that the windows of a chunk meet with the columns of a piece. */
export function inputSpan(g: Conv2DGeometry, { tapColumns, chunk }: HandedPiece): number {
  return (chunk - 1) * g.strideWidth + (tapColumns - 1) * g.dilationWidth + 1;
}

/** Work of a group of `lanes` invocations for an output pixel, in multiply-adds of all. */
function costOf(piece: FilterPiece, inputReads: number): number {
  return readCost * (inputReads + 4 * piece.vectors) + 4 * sumsOf(piece);
}

const countOf = ({ rows, columns, channels }: ReturnType<typeof filterPieces>) => rows * columns * channels;

function costAlone(g: Conv2DGeometry, lanes: number): number {
  const piece = pieceAlone(g);
  const pieces = filterPieces(g, piece);
  const slides = g.strideWidth === 1 && g.dilationWidth === 1;
  const reads = piece.tapRows * piece.channels * (slides ? 1 : piece.tapColumns);
  return ((countOf(pieces) * pieces.vectors) / lanes) * costOf(piece, reads);
}

/**
 * The piece of an invocation whose subgroup of `lanes` has neighbouring output channels and hands on the input; undefined
 * where each had better read for itself.
 */
export const handedPiece = oncePerArguments((g: Conv2DGeometry, lanes: number): HandedPiece | undefined => {
  if (lanes === 1 || g.outChannels % 4 !== 0) return undefined;
  const tapColumns = tapColumnsOf(g);
  const upTo = (most: number) => Array.from({ length: most }, (_, i) => i + 1);
  const pieces = [...new Set([1, g.filterHeight])].flatMap((tapRows) =>
    [...new Set([1, 2, 4, 8, 16, 32, g.inChannels])].flatMap((channels) =>
      [1, 2].flatMap((vectors) =>
        upTo(Math.min(maxChunk, g.outWidth)).map((chunk) => ({ tapRows, tapColumns, channels, vectors, chunk })),
      ),
    ),
  );
  const cost = (piece: HandedPiece) => {
    const covering = filterPieces(g, piece);
    const groups = countOf(covering) * Math.ceil(covering.vectors / lanes);
    const reads = (piece.tapRows * Math.ceil((inputSpan(g, piece) * piece.channels) / lanes)) / piece.chunk;
    const overhang = (Math.ceil(g.outWidth / piece.chunk) * piece.chunk) / g.outWidth;
    return groups * overhang * costOf(piece, reads);
  };
  const fits = (piece: HandedPiece) =>
    piece.channels <= g.inChannels && sumsOf(piece) <= maxSums && sumsOf(piece) * piece.chunk <= maxProducts;
  const [best] = pieces.filter(fits).toSorted((a, b) => cost(a) - cost(b));
  return best && cost(best) < costAlone(g, lanes) ? best : undefined;
});
