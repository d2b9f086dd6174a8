/** Whether the person at this device lets products be computed with 16 bits a number, where that is the fastest. */

let isAllowed = false;

export function allowHalf(wanted: boolean): void {
  isAllowed = wanted;
}

export function isHalfAllowed(): boolean {
  return isAllowed;
}
