/**
 * A frame as a network wants it, made on the GPU from the frame's texture: resized (bilinear, averaged where it is made
 * smaller), placed, its channels ordered and normalised, in one dispatch. tfjs would take an int32 tensor of the frame,
 * a cast, a resize, an expansion and the arithmetic, each through memory.
 */
import type { TensorInfo } from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { Size } from '#vision/box.ts';
import { bufferOf } from '../in-place.ts';
import { type NetworkInput, placeOf, tapsAlong } from './frame-geometry.ts';

const code = `
struct Geometry {
  frame : vec2<f32>,
  size : vec2<f32>,
  corner : vec2<f32>,
  place : vec2<f32>,
  taps : vec2<f32>,
  fill : f32,
  isPlanar : f32,
  factor : vec4<f32>,
  shift : vec4<f32>,
};
@group(0) @binding(0) var<uniform> geometry : Geometry;
@group(0) @binding(1) var frame : texture_2d<f32>;
@group(0) @binding(2) var<storage, read_write> pixels : array<f32>;

fn pixelAt(at : vec2<f32>) -> vec3<f32> {
  let texel = textureLoad(frame, vec2<i32>(clamp(at, vec2<f32>(0.0), geometry.frame - 1.0)), 0);
  return texel.rgb;
}
fn sampleAt(at : vec2<f32>) -> vec3<f32> {
  let corner = floor(at);
  let rest = at - corner;
  let above = mix(pixelAt(corner), pixelAt(corner + vec2<f32>(1.0, 0.0)), rest.x);
  let below = mix(pixelAt(corner + vec2<f32>(0.0, 1.0)), pixelAt(corner + vec2<f32>(1.0, 1.0)), rest.x);
  return mix(above, below, rest.y);
}

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id : vec3<u32>) {
  let at = vec2<f32>(id.xy);
  if (any(at >= geometry.size)) { return; }
  let inside = at - geometry.corner;
  var pixel = vec3<f32>(geometry.fill);
  if (all(inside >= vec2<f32>(0.0)) && all(inside < geometry.place)) {
    var total = vec3<f32>(0.0);
    for (var y = 0.5; y < geometry.taps.y; y += 1.0) {
      for (var x = 0.5; x < geometry.taps.x; x += 1.0) {
        let share = (inside + vec2<f32>(x, y) / geometry.taps) / geometry.place;
        total += sampleAt(share * geometry.frame - 0.5);
      }
    }
    pixel = total / (geometry.taps.x * geometry.taps.y) * 255.0;
  }
  // The fourth number says whether the network wants blue first.
  let ordered = select(pixel, pixel.bgr, geometry.factor.w > 0.0);
  let value = ordered * geometry.factor.xyz + geometry.shift.xyz;
  let place = u32(at.y * geometry.size.x + at.x);
  let plane = u32(geometry.size.x * geometry.size.y);
  let first = select(place * 3u, place, geometry.isPlanar > 0.0);
  let step = select(1u, plane, geometry.isPlanar > 0.0);
  pixels[first] = value.x;
  pixels[first + step] = value.y;
  pixels[first + 2u * step] = value.z;
}`;

const workgroupSide = 8;
const uniformBytes = 80;

/** A frame on the device until it is released. */
export interface UploadedFrame {
  /** The frame as a float32 tensor of the input's layout, owned by the caller. */
  resize(input: NetworkInput): TensorInfo;
  release(): void;
}

/** Frames on the device at once: one that is looked at, and one that is next. */
const mostSpare = 2;

/** Resizes frames on one device. Holds the textures of the last frames' size and a uniform buffer, until disposed. */
export class FrameResizer {
  readonly #backend: WebGPUBackend;
  readonly #pipeline: GPUComputePipeline;
  readonly #uniform: GPUBuffer;
  #spare: GPUTexture[] = [];
  #takesVideoFrames = true;
  #isDisposed = false;

  constructor(backend: WebGPUBackend) {
    this.#backend = backend;
    const { device } = backend;
    const label = 'stride frame-resize';
    this.#pipeline = device.createComputePipeline({
      label,
      layout: 'auto',
      compute: { module: device.createShaderModule({ code, label }) },
    });
    this.#uniform = device.createBuffer({
      size: uniformBytes,
      usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
    });
  }

  /** Bytes of GPU memory held for frames to come, besides what tfjs counts. */
  get bytes(): number {
    return this.#spare.reduce((sum, { width, height }) => sum + width * height * 4, uniformBytes);
  }

  /** Puts a frame onto the GPU; the picture may be closed afterwards. Rejects with what the browser says of a broken one. */
  async upload(picture: VideoFrame | ImageBitmap): Promise<UploadedFrame> {
    if (picture instanceof ImageBitmap) return this.#copy(picture, picture);
    const size = { height: picture.displayHeight, width: picture.displayWidth };
    if (this.#takesVideoFrames) {
      try {
        return this.#copy(picture, size);
      } catch {
        // Chromium cannot where the graphics card is software, and says so by an OperationError.
        this.#takesVideoFrames = false;
      }
    }
    const bitmap = await createImageBitmap(picture);
    try {
      return this.#copy(bitmap, bitmap);
    } finally {
      bitmap.close();
    }
  }

  #copy(source: GPUCopyExternalImageSource, { height, width }: Size): UploadedFrame {
    const texture = this.#textureOf({ height, width });
    try {
      // Premultiplied: transparent pixels count as over black.
      const target = { texture, premultipliedAlpha: true };
      this.#backend.device.queue.copyExternalImageToTexture({ source }, target, { height, width });
    } catch (thrown) {
      this.#release(texture);
      throw thrown;
    }
    return { resize: (input) => this.#resize(texture, input), release: () => this.#release(texture) };
  }

  #textureOf({ height, width }: Size): GPUTexture {
    const spare = this.#spare.pop();
    if (spare?.width === width && spare.height === height) return spare;
    spare?.destroy();
    return this.#backend.device.createTexture({
      size: { width, height },
      format: 'rgba8unorm',
      usage: GPUTextureUsage.COPY_DST | GPUTextureUsage.RENDER_ATTACHMENT | GPUTextureUsage.TEXTURE_BINDING,
    });
  }

  #release(texture: GPUTexture): void {
    if (this.#isDisposed || this.#spare.length === mostSpare) texture.destroy();
    else this.#spare.push(texture);
  }

  #resize(texture: GPUTexture, input: NetworkInput): TensorInfo {
    const { device, queue } = this.#backend;
    const frame = { height: texture.height, width: texture.width };
    const shape = input.layout === 'nhwc' ? [1, input.height, input.width, 3] : [1, 3, input.height, input.width];
    const tensor = this.#backend.makeTensorInfo(shape, 'float32');
    const pixels = bufferOf(this.#backend, tensor);
    // The buffer may be a recycled one that recorded commands still read: they have to come first.
    this.#backend.ensureCommandEncoderReady();
    this.#backend.endComputePassEncoder();
    this.#backend.submitQueue();
    queue.writeBuffer(this.#uniform, 0, geometryOf(frame, input));
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(this.#pipeline);
    pass.setBindGroup(
      0,
      device.createBindGroup({
        layout: this.#pipeline.getBindGroupLayout(0),
        entries: [
          { binding: 0, resource: { buffer: this.#uniform } },
          { binding: 1, resource: texture.createView() },
          { binding: 2, resource: { buffer: pixels } },
        ],
      }),
    );
    pass.dispatchWorkgroups(Math.ceil(input.width / workgroupSide), Math.ceil(input.height / workgroupSide));
    pass.end();
    queue.submit([encoder.finish()]);
    return tensor;
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const texture of this.#spare) texture.destroy();
    this.#spare = [];
    this.#uniform.destroy();
  }
}

function geometryOf(frame: Size, input: NetworkInput): Float32Array<ArrayBuffer> {
  const place = placeOf(frame, input);
  return Float32Array.of(
    ...[frame.width, frame.height, input.width, input.height],
    ...[place.left, place.top, place.width, place.height],
    ...[tapsAlong(frame.width, place.width), tapsAlong(frame.height, place.height)],
    ...[input.fill, input.layout === 'nchw' ? 1 : 0],
    ...[...input.factor, input.channels === 'bgr' ? 1 : 0],
    ...[...input.shift, 0],
  );
}
