import type { ExchangeEngine } from '#protocol/exchange.ts';
import type { EngineHost } from '../engine-host.ts';
import type { RunOnnx } from './read-back.ts';

/** The call of `ExchangeEngine` that writes files. What it takes is loaded with the first export. */
export function createExport(host: EngineHost, runOnnx?: RunOnnx): Pick<ExchangeEngine, 'exportModel'> {
  return {
    exportModel: async (request) => {
      const session = await host.session();
      const [{ writeExport }, { runOnnxHere }] = await Promise.all([
        import('./write-export.ts'),
        import('./run-onnx.ts'),
      ]);
      return writeExport(request, {
        session,
        shelf: host.shelf,
        runOnnx: runOnnx ?? runOnnxHere,
        say: (phase) => host.emit({ type: 'export', job: request.job, phase }),
      });
    },
  };
}
