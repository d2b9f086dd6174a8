/**
 * The one place that turns a WGSL template and shapes into a tfjs WebGPU program and runs it.
 *
 * A template is a pure function of its parameters. The parameters are also the key of the compiled pipeline, so two
 * runs with equal parameters share one pipeline and nothing else can leak into the code. Shapes that stay fixed
 * during training are parameters: the shader compiler then folds index arithmetic and unrolls loops. The batch size is
 * never one, so that a last, shorter batch needs no new pipeline.
 *
 * tfjs wraps the code in a prelude: `result` is the output buffer, each input a read-only buffer of its name,
 * `globalId` and `workgroupId` hold the invocation, and `uniforms` the given uniform values and the tensors' shapes. The
 * code has to read some uniform: tfjs binds them always, and an unused binding is a validation error.
 */
import type { DataType, TensorInfo } from '@tensorflow/tfjs';
import type { WebGPUBackend, WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { isSoftwareAdapter } from './software-adapter.ts';
import { enableLine, takeExtensionsAnywhere, type WgslExtension } from './wgsl-extensions.ts';

export type KernelParameters = Readonly<Record<string, number | string | boolean>>;

export interface KernelTemplate<P extends KernelParameters> {
  /** Names the pipeline in caches and profiles. */
  readonly name: string;
  /** What the code needs beyond plain WGSL. Run it only on devices that were opened with the features of these. */
  readonly extensions?: readonly WgslExtension[];
  /** WGSL that defines `fn main(index : i32)` and what it needs; `index` is the invocation where y is 1. */
  readonly code: (parameters: P) => string;
}

export interface KernelInput {
  readonly name: string;
  readonly tensor: TensorInfo;
  /** How many neighbouring elements one buffer element holds: 4 makes it an array of vec4. */
  readonly components: 1 | 4;
}

export interface KernelUniform {
  readonly name: string;
  readonly type: 'int32' | 'float32';
  readonly value: number;
}

export interface KernelRun<P extends KernelParameters> {
  readonly parameters: P;
  readonly inputs: readonly KernelInput[];
  readonly outputShape: readonly number[];
  readonly outputType?: DataType;
  readonly outputComponents: 1 | 4;
  /** Invocations wanted in x and y; x is rounded up to whole workgroups of `workgroupSize`. */
  readonly invocations: readonly [x: number, y: number];
  readonly workgroupSize?: number;
  readonly uniforms?: readonly KernelUniform[];
  /** Write into this tensor's buffer instead of a new one. */
  readonly into?: TensorInfo;
  /** Makes the output buffer one of `atomic<i32>`, for an int32 output that invocations share; give it zeroed by `into`. */
  readonly atomic?: boolean;
}

/** The widest a dispatch may be in one dimension on every WebGPU device. */
export const maxWorkgroupsPerDimension = 65_535;
const defaultWorkgroupSize = 64;
/** A processor spreads workgroups over its cores: a small dispatch needs small ones to reach them all. */
const smallDispatch = 2048;
const smallWorkgroupSize = 8;

const wgslTypes = { int32: 'i32', float32: 'f32' } as const;

/**
 * Runs one kernel and returns its output tensor, owned by the caller.
 *
 * @throws Error when the kernel would need more workgroups than a dispatch may have.
 */
export function runKernel<P extends KernelParameters>(
  backend: WebGPUBackend,
  template: KernelTemplate<P>,
  run: KernelRun<P>,
): TensorInfo {
  const [x, y] = run.invocations;
  const workgroupSize =
    run.workgroupSize ??
    (x * y < smallDispatch && isSoftwareAdapter(backend) ? smallWorkgroupSize : defaultWorkgroupSize);
  const workgroups = Math.ceil(x / workgroupSize);
  // tfjs folds a dispatch of one dimension that is too wide, and passes the flat index to main().
  if (y > 1 && Math.max(workgroups, y) > maxWorkgroupsPerDimension) {
    throw new Error(`${template.name} needs ${workgroups} × ${y} workgroups, more than a dispatch may have.`);
  }
  const uniforms = run.uniforms ?? [];
  const { extensions = [] } = template;
  if (extensions.length > 0) takeExtensionsAnywhere(backend.device);
  const program: WebGPUProgram = {
    shaderKey: `stride ${template.name} ${JSON.stringify(run.parameters)} ${run.outputComponents}${run.inputs.map((input) => input.components).join('')}`,
    outputShape: [...run.outputShape],
    outputComponent: run.outputComponents,
    variableNames: run.inputs.map((input) => input.name),
    variableComponents: run.inputs.map((input) => input.components),
    dispatch: [workgroups, y, 1],
    // A flat layout is the one for which tfjs derives nothing from the dispatch; the code reads workgroupId itself.
    dispatchLayout: { x: run.outputShape.map((_, axis) => axis) },
    workgroupSize: [workgroupSize, 1, 1],
    getUserCode: () => [...extensions.map(enableLine), template.code(run.parameters)].join('\n'),
    ...(run.atomic ? { atomic: true } : {}),
    ...(uniforms.length > 0
      ? { uniforms: uniforms.map(({ name, type }) => `${name} : ${wgslTypes[type]}`).join(', ') }
      : {}),
  };
  return backend.runWebGPUProgram(
    program,
    run.inputs.map((input) => input.tensor),
    run.outputType ?? 'float32',
    uniforms.map(({ type, value }) => ({ type, data: [value] })),
    run.into,
  );
}

/** `vec4` where the innermost dimension divides by four, so that no vector straddles two rows. */
export function componentsFor(innermost: number): 1 | 4 {
  return innermost % 4 === 0 ? 4 : 1;
}

/** `count` copies of a piece of WGSL, numbered from 0: loops written out, so that tiles live in registers. */
export function unroll(count: number, piece: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => piece(index)).join('\n');
}
