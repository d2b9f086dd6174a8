/**
 * A strict reader of the XML that annotation files are made of: elements, text, comments. Attributes are checked and let
 * go. Document types are refused, and with them every entity of a file's own, which is how XML is made to fetch or to
 * swell; nothing here follows a reference.
 */
import { failure, type Result, success } from '#base/result.ts';
import { maxXmlDepth } from './annotation-limits.ts';

export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[];
  /** Its own text without that of its children, trimmed. */
  readonly text: string;
}

interface OpenElement {
  readonly name: string;
  readonly children: XmlElement[];
  text: string;
}

const prologue = /\ufeff?\s*(?:<\?xml[^<>]*\?>)?/y;
const comment = /<!--(?:(?!--).)*-->|<\?(?:(?!\?>).)*\?>/sy;
const characterData = /<!\[CDATA\[((?:(?!\]\]>).)*)\]\]>/sy;
const openingTag =
  /<([\p{L}_:][\p{L}\p{N}_:.-]*)((?:\s+[\p{L}_:][\p{L}\p{N}_:.-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/uy;
const closingTag = /<\/([\p{L}_:][\p{L}\p{N}_:.-]*)\s*>/uy;
const plainText = /[^<]+/y;

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The root element, or why there is none, to complete the sentence "It is no XML: …". */
export function parseXml(text: string): Result<XmlElement, string> {
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at = pattern.lastIndex;
    return match;
  };
  const open: OpenElement[] = [];
  let root: XmlElement | null = null;
  const close = ({ name, children, text: written }: OpenElement) => {
    const element = { name, children, text: written.trim() };
    const parent = open.at(-1);
    if (parent) parent.children.push(element);
    else root = element;
  };

  take(prologue);
  while (at < text.length) {
    if (take(comment)) continue;
    const start = take(openingTag);
    if (start) {
      if (root !== null) return failure('something follows its end');
      if (open.length >= maxXmlDepth) return failure(`its elements are nested deeper than ${maxXmlDepth} levels`);
      const element = { name: start[1] ?? '', children: [], text: '' };
      if (start[3] === '/') close(element);
      else open.push(element);
      continue;
    }
    const end = take(closingTag);
    if (end) {
      const element = open.pop();
      if (!element || element.name !== end[1]) return failure(`</${end[1]}> closes what is not open`);
      close(element);
      continue;
    }
    const element = open.at(-1);
    const data = take(characterData);
    if (data && element) {
      element.text += data[1];
      continue;
    }
    const words = take(plainText);
    if (!words) return failure(unexpected(text.slice(at, at + 20)));
    if (words[0].trim() === '') continue;
    if (!element) return failure('text stands outside its elements');
    const written = withoutReferences(words[0]);
    if (written === null) return failure('it refers to an entity that XML does not have');
    element.text += written;
  }
  if (open.length > 0) return failure(`<${open.at(-1)?.name}> is not closed`);
  return root === null ? failure('it has no element') : success(root);
}

function unexpected(rest: string): string {
  return /^<!doctype/i.test(rest) ? 'it has a document type, which is not read' : `“${rest.trim()}” was not expected`;
}

/** The text with its references replaced; null where one is none of XML's own. */
function withoutReferences(text: string): string | null {
  let isKnown = true;
  const replaced = text.replace(/&(?:(\w+)|#(\d{1,7})|#x([\da-f]{1,6}));|&/gi, (_, name, decimal, hexadecimal) => {
    if (name !== undefined && name in named) return named[name] ?? '';
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hexadecimal ?? '', 16);
    if (code > 0 && code <= 0x10ffff) return String.fromCodePoint(code);
    isKnown = false;
    return '';
  });
  return isKnown ? replaced : null;
}

/** The first child of this name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

/** The number that a child of this name holds; NaN where there is none. */
export function numberIn(element: XmlElement | undefined, name: string): number {
  const text = childOf(element, name)?.text ?? '';
  return text === '' ? Number.NaN : Number(text);
}
