/**
 * How much a file may ask for. Sizes that a file declares are held against these before anything is allocated, so that
 * a file of a few bytes cannot ask for gigabytes.
 */

/** The largest file that is opened, and the most that an archive may unpack to: VGG16 with its top is 553 MB. */
export const maxFileBytes = 1.5 * 2 ** 30;
/** The largest single weight, in numbers: as much as the graph allows a tensor. */
export const maxWeightNumbers = 2 ** 28;
/** NASNetLarge has 1,500 weights. */
export const maxWeights = 20_000;
/** The largest JSON text: a config of 2,000 layers takes 2 MB. */
export const maxJsonBytes = 64 * 2 ** 20;
/** The deepest that groups of an HDF5 file and values of a JSON text are followed. */
export const maxDepth = 64;
/**
 * The most memory that the HDF5 library may take for itself, besides the file's bytes: it reads a weight in parts. So reading
 * a file takes at most the file, what it unpacks to, its weights in float32 and this.
 */
export const maxLibraryBytes = 512 * 2 ** 20;

/** The longest that a file of this size is read before it is given up, in seconds: some ten times what slow computers take. */
export function maxReadSeconds(bytes: number): number {
  return 30 + bytes / (10 * 2 ** 20);
}
