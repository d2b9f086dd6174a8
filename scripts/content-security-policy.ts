/**
 * Writes the page's Content-Security-Policy into the built `index.html`. Only there: the development server puts inline
 * scripts into the page. A policy in a page cannot name `frame-ancestors`; a host that wants it sends it as a header.
 */
import type { Plugin } from 'vite';
import { datasetHosts } from '../src/data/hosted-datasets.ts';
import { weightsHosts } from '../src/zoo/weights/hosts.ts';

const policy = {
  'default-src': "'self'",
  // HDF5 files are read by a library compiled to WebAssembly; this lets it compile and allows no other evaluation.
  'script-src': "'self' 'wasm-unsafe-eval'",
  // The canvas, the charts and the popups position what they draw by style attributes.
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' blob: data:",
  'media-src': "'self' blob:",
  // Weights and data sets are fetched by workers, which go by the headers they were served with: so a mirror works too.
  'connect-src': ["'self'", ...weightsHosts, ...datasetHosts].join(' '),
  'worker-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
};

export function contentSecurityPolicy(): Plugin {
  return {
    name: 'stride:content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: {
          'http-equiv': 'Content-Security-Policy',
          content: Object.entries(policy)
            .map(([directive, sources]) => `${directive} ${sources}`)
            .join('; '),
        },
        injectTo: 'head-prepend',
      },
    ],
  };
}
