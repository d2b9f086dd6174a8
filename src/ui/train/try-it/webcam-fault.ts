/** Why a webcam did not start, as a sentence a person understands. */
import type { EngineFault } from '#protocol/engine.ts';

/** `name` is the DOMException's: https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia. */
export function webcamFault(name: string): EngineFault {
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return {
        code: 'webcam-denied',
        message: 'The browser was not allowed to use the webcam.',
        remedy: 'Allow the camera for this page in the address bar, then try again.',
      };
    case 'NotFoundError':
    case 'OverconstrainedError':
      return {
        code: 'webcam-missing',
        message: 'No webcam was found.',
        remedy: 'Connect one, then try again; or draw a digit instead.',
      };
    case 'NotReadableError':
    case 'AbortError':
      return {
        code: 'webcam-busy',
        message: 'The webcam is in use by another program, or it does not answer.',
        remedy: 'Close the other program, then try again.',
      };
    default:
      return {
        code: 'webcam-unsupported',
        message: 'This page cannot use a webcam here: browsers allow it on secure pages only (https or localhost).',
        remedy: 'Open the page over https; or draw a digit instead.',
      };
  }
}
