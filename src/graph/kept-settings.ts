/**
 * Settings of an opened Keras layer that Stride does not compute with (regularizers, constraints, rare initializers): they stay
 * with the layer as the file has them, so that what leaves again is what came in.
 */
import * as v from 'valibot';

/** A longer one is left out, and so are more of them. */
const longestSetting = 2000;
const mostSettings = 20;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const nameSchema = v.pipe(v.string(), v.regex(/^[a-z]\w{0,99}$/));
const textSchema = v.pipe(v.string(), v.maxLength(longestSetting), v.check(isJson, 'JSON was expected'));

/** JSON texts by Keras's names. */
export const keptSettingsSchema = v.pipe(
  v.record(nameSchema, textSchema),
  v.check((kept) => Object.keys(kept).length <= mostSettings, `At most ${mostSettings} settings are kept`),
  v.readonly(),
);

/** Those of the settings that can be kept. */
export function keptSettings(settings: ReadonlyMap<string, unknown>): Readonly<Record<string, string>> {
  const texts = [...settings].map(([name, value]) => [name, JSON.stringify(value) ?? 'null'] as const);
  const kept = texts.filter(([name, text]) => v.is(nameSchema, name) && text.length <= longestSetting);
  return Object.fromEntries(kept.slice(0, mostSettings));
}
