/**
 * How a kernel of ours takes the place of a stock one: it gets the stock function too, and hands over whatever it does
 * not cover.
 */
import {
  getBackend,
  getKernel,
  type KernelConfig,
  type KernelFunc,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type KernelVariant, kernelVariants, type ProductForm, productForms } from '#protocol/kernels.ts';
import { isAvailable } from './tuning/available-variants.ts';
import { choiceKey, variantFor } from './tuning/kernel-choices.ts';
import { recordCall, type TunableCall } from './tuning/tunable-call.ts';

export interface KernelCall<Inputs, Attributes> {
  readonly inputs: Inputs;
  readonly attrs: Attributes;
  readonly backend: WebGPUBackend;
}

/** Returns the output, or undefined to leave this call to the stock kernel. */
export type KernelBody<Inputs, Attributes> = (
  call: KernelCall<Inputs, Attributes>,
) => TensorInfo | TensorInfo[] | undefined;

export interface KernelEntry {
  readonly kernelName: string;
  readonly over: (stock: KernelFunc | undefined) => KernelFunc;
}

/** Describes a kernel under tfjs's own name for it; `Inputs` and `Attributes` are tfjs's types of that name. */
export function kernelEntry<Inputs, Attributes>(kernelName: string, body: KernelBody<Inputs, Attributes>): KernelEntry {
  return {
    kernelName,
    over: (stock) => (call) => {
      // tfjs keeps kernels of every name in one table and types their arguments by the loosest of them.
      const output = body(call as unknown as KernelCall<Inputs, Attributes>);
      if (output !== undefined) return output;
      if (!stock) throw new Error(`${kernelName} has no stock kernel for these arguments.`);
      return stock(call);
    },
  };
}

export interface OtherForms<Inputs, Attributes> {
  /** The stock kernel that does the same, with the same inputs and attributes, where the name is our own. */
  readonly name?: string;
  /** Whether the stock kernel computes the same for these attributes. */
  readonly covers?: (attrs: Attributes) => boolean;
  /** Ours in other forms, where it is a product that has some. */
  readonly forms?: (form: ProductForm) => KernelBody<Inputs, Attributes>;
  /** Whether a form is one for these attributes; any but `half` where absent. Gradients are too small for 16 bits. */
  readonly suits?: (form: ProductForm, attrs: Attributes) => boolean;
}

/** A kernel one of whose other forms is the fastest on some devices: that one runs where `variantFor` says so. */
export function tunableEntry<Inputs, Attributes>(
  kernelName: string,
  body: KernelBody<Inputs, Attributes>,
  { name: stockName = kernelName, covers = () => true, forms, suits = isExact }: OtherForms<Inputs, Attributes>,
): KernelEntry {
  const entry = kernelEntry(kernelName, body);
  return {
    kernelName,
    over: (ownStock) => {
      const stock = stockName === kernelName ? ownStock : stockKernelOf(stockName);
      const stride = entry.over(ownStock);
      // What another form does not cover, ours does.
      const others = forms
        ? productForms.map((form) => [form, kernelEntry(kernelName, forms(form)).over(stride)] as const)
        : [];
      const variants: TunableCall['variants'] = {
        stride,
        ...Object.fromEntries(others),
        ...(stock ? { stock } : {}),
      };
      return (call) => {
        const attrs = call.attrs ?? {};
        const serves = (name: KernelVariant) => {
          if (name === 'stride') return true;
          return name === 'stock' ? covers(attrs as Attributes) : suits(name, attrs as Attributes);
        };
        // The WebGPU backend is the only one these kernels are registered for.
        const backend = call.backend as WebGPUBackend;
        const variantOf = (name: KernelVariant) =>
          isAvailable(backend, name) && serves(name) ? variants[name] : undefined;
        const shapes = Object.fromEntries(
          Object.entries(call.inputs).flatMap(([name, tensor]) => (tensor ? [[name, tensor.shape]] : [])),
        );
        const key = choiceKey(kernelName, Object.values(shapes), attrs);
        recordCall(key, () => ({ key, kernelName, shapes, attrs, variants: existing(variantOf) }));
        // A choice of an older version, or of a device with other features, may name a form that there is not.
        return (variantOf(variantFor(backend, key)) ?? stride)(call);
      };
    },
  };
}

function isExact(form: ProductForm): boolean {
  return form !== 'half';
}

function existing(variantOf: (name: KernelVariant) => KernelFunc | undefined): TunableCall['variants'] {
  return Object.fromEntries(
    kernelVariants.flatMap((name) => {
      const variant = variantOf(name);
      return variant ? [[name, variant]] : [];
    }),
  );
}

function stockKernelOf(kernelName: string): KernelFunc | undefined {
  if (stockKernels.has(kernelName)) return stockKernels.get(kernelName)?.kernelFunc;
  const stock: KernelConfig | undefined = getKernel(kernelName, 'webgpu');
  return stock?.kernelFunc;
}

const stockKernels = new Map<string, KernelConfig | undefined>();

/** Registers an entry over the stock kernel on the WebGPU backend. A second call changes nothing. */
export function registerOver(entry: KernelEntry): void {
  if (stockKernels.has(entry.kernelName)) return;
  const stock: KernelConfig | undefined = getKernel(entry.kernelName, 'webgpu');
  stockKernels.set(entry.kernelName, stock);
  // Registering over a kernel without removing it first makes tfjs print a warning.
  if (stock) unregisterKernel(entry.kernelName, 'webgpu');
  registerKernel({
    ...stock,
    kernelName: entry.kernelName,
    backendName: 'webgpu',
    kernelFunc: entry.over(stock?.kernelFunc),
  });
}

/** Puts the stock kernel back, so that a measurement can run both in one process. */
export function unregisterOver(entry: KernelEntry): void {
  if (!stockKernels.has(entry.kernelName)) return;
  const stock = stockKernels.get(entry.kernelName);
  stockKernels.delete(entry.kernelName);
  unregisterKernel(entry.kernelName, 'webgpu');
  if (stock) registerKernel(stock);
}

/** Whether the kernels of this library run what is computed now: on WebGPU, unless a measurement has put tfjs's back. */
export function ownKernelsServe(): boolean {
  return getBackend() === 'webgpu' && stockKernels.size > 0;
}
