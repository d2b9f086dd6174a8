/** What a screen reader hears when the problems change: `2 problems, 1 warning`. */
export function announcement(errors: number, warnings: number): string {
  const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
  if (errors + warnings === 0) return 'No problems';
  return [errors > 0 && counted(errors, 'problem'), warnings > 0 && counted(warnings, 'warning')]
    .filter(Boolean)
    .join(', ');
}
