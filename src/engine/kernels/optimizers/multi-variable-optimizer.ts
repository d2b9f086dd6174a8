/**
 * An optimizer that updates all variables of a model in as few dispatches as the device's bindings allow, in place:
 * three variables a dispatch on the least of WebGPU's limits. tfjs runs about a dozen small ops a variable and step.
 */
import {
  backend as currentBackend,
  fill,
  keep,
  mul,
  type Tensor,
  tensor1d,
  tidy,
  util,
  type Variable,
} from '@tensorflow/tfjs';
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

/** `given` holds what each kind of slot begins with, for all variables one behind the other from `offset` on. */
function makeGroup(
  variables: readonly Variable[],
  rule: CompiledRule,
  given: readonly Float32Array[],
  offset: number,
): VariableGroup {
  const sizes = variables.map((variable) => variable.size);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return {
    variables,
    slots: rule.slots.map((value, kind) => {
      const start = given[kind]?.slice(offset, offset + total);
      return keep(start?.length === total ? tensor1d(start) : fill([total], value));
    }),
    code: optimizerCode(rule.code, rule.slots.length, sizes),
    workgroups: sizes.reduce((sum, size) => sum + Math.ceil(size / elementsPerWorkgroup), 0),
  };
}

export class MultiVariableOptimizer {
  readonly #rule: CompiledRule;
  readonly #groups: readonly VariableGroup[];
  #step: number;

  /**
   * @param variables float32 variables; they are written in place, so none of them may be disposed or re-created
   * (assigning is fine) while the optimizer is used
   * @param memory what to go on from: steps done, and by kind of slot those of all variables one behind the other
   */
  constructor(
    variables: readonly Variable[],
    rule: UpdateRule,
    memory: { readonly step: number; readonly slots: readonly Float32Array[] } = { step: 0, slots: [] },
  ) {
    this.#rule = compileRule(rule);
    const bindings = webGPU().device.limits.maxStorageBuffersPerShaderStage;
    const perGroup = Math.max(1, Math.floor((bindings - this.#rule.slots.length) / 2));
    let offset = 0;
    this.#groups = Array.from({ length: Math.ceil(variables.length / perGroup) }, (_, i) => {
      const members = variables.slice(i * perGroup, (i + 1) * perGroup);
      const group = makeGroup(members, this.#rule, memory.slots, offset);
      offset += members.reduce((total, { size }) => total + size, 0);
      return group;
    });
    this.#step = memory.step;
  }

  /** Steps done so far, those before the memory it began with included. */
  get step(): number {
    return this.#step;
  }

  /** The optimizer's memory (moments, velocities) by kind of slot, each in the variables' order; its own. */
  get slotsByKind(): readonly (readonly Tensor[])[] {
    return this.#rule.slots.map((_, kind) => this.#groups.flatMap(({ slots }) => slots.slice(kind, kind + 1)));
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
    for (const slot of this.slotsByKind.flat()) slot.dispose();
  }
}

/** A clone shares its original's buffer: a snapshot of the weights must not change with them. */
function ownBuffer(backend: WebGPUBackend, variable: Variable): void {
  if (backend.refCount(variable.dataId) > 1) tidy(() => variable.assign(mul(variable, 1)));
}
