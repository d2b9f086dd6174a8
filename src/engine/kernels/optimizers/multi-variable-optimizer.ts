/**
 * An optimizer that updates all variables of a model in as few dispatches as the device's bindings allow, in place:
 * three variables a dispatch on the least of WebGPU's limits. tfjs runs about a dozen small ops a variable and step.
 */
import { backend as currentBackend, fill, keep, mul, type Tensor, tidy, util, type Variable } from '@tensorflow/tfjs';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { bufferOf, forgetReadValues, type InPlaceRun, runInPlace } from '../in-place.ts';
import { elementsPerWorkgroup, optimizerCode } from './optimizer.wgsl.ts';
import { type CompiledRule, compileRule, type UpdateRule } from './update-rules.ts';

interface VariableGroup {
  readonly variables: readonly Variable[];
  /** One tensor a slot, the variables' elements one behind the other. */
  readonly slots: readonly Tensor[];
  readonly code: string;
  readonly workgroups: number;
}

function webGPU(): WebGPUBackend {
  const backend = currentBackend();
  if (!(backend instanceof WebGPUBackend)) {
    throw new Error('A multi-variable optimizer needs the WebGPU backend.');
  }
  return backend;
}

function makeGroup(variables: readonly Variable[], rule: CompiledRule): VariableGroup {
  const sizes = variables.map((variable) => variable.size);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return {
    variables,
    slots: rule.slots.map((value) => keep(fill([total], value))),
    code: optimizerCode(rule.code, rule.slots.length, sizes),
    workgroups: sizes.reduce((sum, size) => sum + Math.ceil(size / elementsPerWorkgroup), 0),
  };
}

export class MultiVariableOptimizer {
  readonly #rule: CompiledRule;
  readonly #groups: readonly VariableGroup[];
  #step = 0;

  /**
   * @param variables float32 variables; they are written in place, so none of them may be disposed or re-created
   * (assigning is fine) while the optimizer is used
   */
  constructor(variables: readonly Variable[], rule: UpdateRule) {
    this.#rule = compileRule(rule);
    const bindings = webGPU().device.limits.maxStorageBuffersPerShaderStage;
    const perGroup = Math.max(1, Math.floor((bindings - this.#rule.slots.length) / 2));
    this.#groups = Array.from({ length: Math.ceil(variables.length / perGroup) }, (_, i) =>
      makeGroup(variables.slice(i * perGroup, (i + 1) * perGroup), this.#rule),
    );
  }

  /** Steps done so far; set it together with the slots to resume a training. */
  get step(): number {
    return this.#step;
  }

  set step(step: number) {
    this.#step = step;
  }

  /** The optimizer's memory (moments, velocities), to be saved with a checkpoint; owned by the optimizer. */
  get slots(): readonly Tensor[] {
    return this.#groups.flatMap((group) => group.slots);
  }

  /** Dispatches one step takes. */
  get dispatches(): number {
    return this.#groups.length;
  }

  /**
   * Does one step.
   *
   * @param gradients one a variable, in the constructor's order and with its shape; they stay the caller's
   * @throws Error when a gradient is missing or has another size than its variable
   */
  applyGradients(gradients: readonly Tensor[], learningRate: number): void {
    const backend = webGPU();
    this.#step++;
    const uniform = new Float32Array(8);
    uniform.set(this.#rule.numbers(this.#step, learningRate));
    let first = 0;
    const runs: InPlaceRun[] = this.#groups.map(({ variables, slots, code, workgroups }) => {
      const pairs = variables.flatMap((variable, i) => {
        const gradient = gradients[first + i];
        if (!gradient || !util.arraysEqual(gradient.shape, variable.shape)) {
          throw new Error(
            `${variable.name} needs a gradient of shape [${variable.shape}]. Received: ${gradient ? `[${gradient.shape}]` : 'none'}`,
          );
        }
        ownBuffer(backend, variable);
        return [bufferOf(backend, variable), bufferOf(backend, gradient)];
      });
      first += variables.length;
      const buffers = [...slots.map((slot) => bufferOf(backend, slot)), ...pairs];
      return { code, label: 'optimizer', uniform, buffers, workgroups };
    });
    runInPlace(backend, runs);
    for (const group of this.#groups) {
      for (const written of [...group.variables, ...group.slots]) forgetReadValues(backend, written);
    }
  }

  dispose(): void {
    for (const slot of this.slots) slot.dispose();
  }
}

/** A clone shares its original's buffer: a snapshot of the weights must not change with them. */
function ownBuffer(backend: WebGPUBackend, variable: Variable): void {
  if (backend.refCount(variable.dataId) > 1) tidy(() => variable.assign(mul(variable, 1)));
}
