/** Many warnings of one kind as one, so that 200 classes of one picture do not make 200 boxes. */
import { formatCount } from '#base/format.ts';
import type { LibraryWarning } from '#protocol/library.ts';

/** What several classes have in common, and what follows from it; kinds that are told one by one are left out. */
const inCommon: Readonly<Partial<Record<LibraryWarning['code'], string>>> = {
  'empty-class': 'have no pictures; a network cannot learn them.',
  'few-samples': 'have one picture only: it can be trained on or held back, not both.',
};
/** Up to so many of a kind each have their own sentence. */
const oneByOne = 2;
const namesAtOnce = 3;

/** Each kind stands where the first of its kind stood. */
export function sumUpWarnings(
  warnings: readonly LibraryWarning[],
  classNames: readonly string[],
): readonly LibraryWarning[] {
  const summedUp = new Set<LibraryWarning['code']>();
  return warnings.flatMap((warning) => {
    const { code } = warning;
    const text = inCommon[code];
    const alike = warnings.filter((each) => each.code === code);
    if (text === undefined || alike.length <= oneByOne) return [warning];
    if (summedUp.has(code)) return [];
    summedUp.add(code);
    const classes = alike.flatMap((each) => each.classes);
    const names = classes.slice(0, namesAtOnce).map((index) => classNames[index] ?? '');
    const rest = classes.length - names.length;
    const listed = rest > 0 ? `${names.join(', ')} and ${formatCount(rest)} more` : names.join(', ');
    return [{ code, message: `${formatCount(classes.length)} classes (${listed}) ${text}`, classes }];
  });
}
