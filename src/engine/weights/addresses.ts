/** Where a file is asked for: at its published hosts, or at the weights mirror alone. Nothing else is ever contacted. */
import { StrideError } from '#base/errors.ts';
import type { HostedFile } from '#zoo/weights/hosted-file.ts';
import { weightsHosts } from '#zoo/weights/hosts.ts';

/** A mirror's address with a slash at its end. Throws a `StrideError` with code `mirror-address` for no http(s) address. */
export function mirrorBase(text: string): string {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new StrideError({
      code: 'mirror-address',
      message: `The weights mirror needs an address that begins with https:// or http://. Received: “${text}”.`,
      remedy: 'Write the whole address, such as https://weights.school.example/keras/, or leave the field empty.',
    });
  }
  url.search = '';
  url.hash = '';
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

/** The addresses of a file in the order in which they are tried. */
export function addressesOf(file: HostedFile, mirror: string | null): readonly string[] {
  if (mirror !== null) return [new URL(file.mirrorPath, mirrorBase(mirror)).href];
  const stranger = file.urls.find((url) => !weightsHosts.includes(new URL(url).origin));
  if (stranger === undefined) return file.urls;
  throw new Error(`Assertion failed: ${stranger} is on no host that Stride may contact`);
}
