/**
 * Every host that Stride may contact for weights and detectors, and only when a person asks for one. The page's
 * Content-Security-Policy names the same ones, and those of `data/hosted-datasets.ts`. A weights mirror is the only other.
 */
export const weightsHosts: readonly string[] = ['https://storage.googleapis.com', 'https://huggingface.co'];
