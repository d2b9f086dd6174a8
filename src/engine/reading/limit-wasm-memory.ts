/**
 * Lets no WebAssembly memory of this thread grow past a limit: a library that asks for more is told that there is none, as
 * on a computer that has no more. For a worker that reads what it cannot trust.
 */
export function limitWasmMemory(bytes: number): void {
  const { prototype } = WebAssembly.Memory;
  const grow = prototype.grow;
  prototype.grow = function limited(this: WebAssembly.Memory, pages: number): number {
    if (this.buffer.byteLength + pages * pageBytes > bytes) {
      throw new RangeError(`A file asks its reader for more than ${bytes / 2 ** 20} MiB`);
    }
    return grow.call(this, pages);
  };
}

const pageBytes = 65536;
