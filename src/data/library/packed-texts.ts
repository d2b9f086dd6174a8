/** Many short texts as one: it crosses from thread to thread in one piece, where each of 50,000 strings would cost its own. */
export interface PackedTexts {
  /** One after the other. */
  readonly text: string;
  /** Where each ends. */
  readonly ends: Uint32Array;
}

export function packTexts(texts: readonly string[]): PackedTexts {
  const ends = new Uint32Array(texts.length);
  let end = 0;
  for (let place = 0; place < texts.length; place++) {
    end += texts[place]?.length ?? 0;
    ends[place] = end;
  }
  return { text: texts.join(''), ends };
}

/** Undefined where there is none at this place. */
export function textAt({ text, ends }: PackedTexts, place: number): string | undefined {
  return place in ends ? text.slice(ends[place - 1] ?? 0, ends[place]) : undefined;
}
