/** The worker's end of the wire: the only file on this side that knows comlink. */
import * as Comlink from 'comlink';
import { faultOf } from './fault.ts';
import { handedOver } from './hand-over.ts';

type Call = (...parameters: unknown[]) => unknown;

/**
 * Answers calls that come from the thread that made this worker. The contract is an object of functions and of groups
 * of functions, as deep as it likes. What a call throws arrives as a plain `EngineFault`.
 */
export function expose(contract: object): void {
  Comlink.expose(wired(contract));
}

function wired(part: object): object {
  return Object.fromEntries(
    Object.entries(part).map(([name, value]) => [name, typeof value === 'function' ? answering(value) : wired(value)]),
  );
}

function answering(call: Call): Call {
  return async (...parameters) => {
    try {
      const answer = await call(...parameters);
      const transferables = handedOver(answer);
      return transferables.length > 0 ? Comlink.transfer(answer, [...transferables]) : answer;
    } catch (thrown) {
      throw faultOf(thrown);
    }
  };
}
