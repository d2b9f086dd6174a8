/** Why a camera did not start or went away, as a sentence a person understands. */
import type { EngineFault } from '#protocol/engine.ts';

/** The name under which a camera that was live and stopped by itself is explained; no DOMException has it. */
export const unplugged = 'unplugged';

/** `name` is the DOMException's (https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia) or `unplugged`. */
export function cameraFault(name: string): EngineFault {
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return {
        code: 'camera-denied',
        message: 'The browser was not allowed to use the camera.',
        remedy: 'Allow the camera for this page in the address bar, then try again.',
      };
    case 'NotFoundError':
    case 'OverconstrainedError':
      return {
        code: 'camera-missing',
        message: 'No camera was found.',
        remedy: 'Connect one, then try again; or use pictures from files instead.',
      };
    case 'NotReadableError':
    case 'AbortError':
      return {
        code: 'camera-busy',
        message: 'The camera is in use by another program, or it does not answer.',
        remedy: 'Close the other program, then try again.',
      };
    case unplugged:
      return {
        code: 'camera-unplugged',
        message: 'The camera stopped: it was unplugged, or its permission was taken back.',
        remedy: 'Connect it or allow it again, then try again. What was recorded is kept.',
      };
    default:
      return {
        code: 'camera-unsupported',
        message: 'This page cannot use a camera here: browsers allow it on secure pages only (https or localhost).',
        remedy: 'Open the page over https; or use pictures from files instead.',
      };
  }
}
