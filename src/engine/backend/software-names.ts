/** Names under which graphics run on the processor: Chromium's, Mesa's and Windows's software renderers. */
const softwareNames = /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render/i;

export function isSoftwareName(name: string): boolean {
  return softwareNames.test(name);
}
