/**
 * A document in the fragment of an address, which no browser sends to a server: a version, then the compact document
 * as JSON, deflated, in base64url. Layers, settings and the seed; no pictures, no weights.
 */
import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import { messageOf } from '#base/errors.ts';
import { failure, type Result } from '#base/result.ts';
import { compactProject, expandProject } from '#graph/project/compact-project.ts';
import type { Project } from '#graph/project/project.ts';
import { fromBase64Url, toBase64Url } from './base64url.ts';

const version = '1';
/** Longer links are cut by mail programs and messengers. */
export const longestLink = 32_000;
/** An honest link of that length holds less by far. */
const mostBytes = 4_000_000;

/** What stands behind `#share=`. */
export function encodeShare(project: Project): string {
  return `${version}.${toBase64Url(deflateSync(strToU8(JSON.stringify(compactProject(project))), { level: 9 }))}`;
}

/** Reads what `encodeShare` gave; the fault says in a sentence what is wrong with it. Never throws. */
export function decodeShare(text: string): Result<Project, string> {
  if (text.length > longestLink) return failure(`The link is longer than ${longestLink} characters.`);
  const [found, ...rest] = text.split('.');
  if (found !== version)
    return failure(
      `The link was made by another Stride: version ${version} was expected, not “${found?.slice(0, 8)}”.`,
    );
  try {
    return expandProject(JSON.parse(strFromU8(inflate(fromBase64Url(rest.join('.'))))));
  } catch (thrown) {
    return failure(`The link is damaged: ${messageOf(thrown)}`);
  }
}

/** Throws as soon as more comes out than an honest link holds. */
function inflate(bytes: Uint8Array): Uint8Array {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const stream = new Inflate((chunk) => {
    length += chunk.length;
    if (length > mostBytes) throw new RangeError(`it unpacks to more than ${mostBytes} bytes.`);
    chunks.push(chunk);
  });
  const step = 1024;
  for (let start = 0; start < bytes.length; start += step) {
    stream.push(bytes.subarray(start, start + step), start + step >= bytes.length);
  }
  const whole = new Uint8Array(length);
  let place = 0;
  for (const chunk of chunks) {
    whole.set(chunk, place);
    place += chunk.length;
  }
  return whole;
}
