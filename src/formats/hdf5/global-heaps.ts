/**
 * A look at an HDF5 file's global heaps, which hold its texts of any length, before the HDF5 library reads them: the library
 * steps from object to object by the sizes that the heap says, and never ends where one says 0. Nothing can stop it then,
 * so such a file is refused. Source: HDF5 File Format Specification 3.0, III.E; HDF5 2.0.0, H5HGcache.c.
 */
const mark = Uint8Array.of(0x47, 0x43, 0x4f, 0x4c);
const heapHeader = 16;
const objectHeader = 16;

/** Whether some heap has an object from which the next one is not further on. Takes lengths of 8 bytes, as Keras writes. */
export function hasEndlessHeap(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = bytes.indexOf(mark[0] as number); at >= 0; at = bytes.indexOf(mark[0] as number, at + 1)) {
    if (mark.every((byte, index) => bytes[at + index] === byte) && isEndless(view, at)) return true;
  }
  return false;
}

function isEndless(view: DataView, start: number): boolean {
  if (start + heapHeader > view.byteLength) return false;
  // The library compiled to WebAssembly keeps the lower 32 bits of a size.
  const end = Math.min(view.byteLength, start + view.getUint32(start + 8, true));
  let at = start + heapHeader;
  while (at + objectHeader <= end) {
    const size = view.getUint32(at + 8, true);
    const isFreeSpace = view.getUint16(at, true) === 0;
    const step = isFreeSpace ? size : (objectHeader + Math.ceil(size / 8) * 8) % 2 ** 32;
    if (step === 0) return true;
    at += step;
  }
  return false;
}
