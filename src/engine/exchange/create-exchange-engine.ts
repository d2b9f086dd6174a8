import type { ExchangeEngine } from '#protocol/exchange.ts';
import type { EngineHost } from '../engine-host.ts';
import { createExport } from './export-model.ts';
import { createOpening } from './open-model.ts';

/** Model files in and out. */
export function createExchangeEngine(host: EngineHost): ExchangeEngine {
  return { ...createOpening(host), ...createExport(host) };
}
