import { formatCount, formatPercent } from '#base/format.ts';
import type { Evaluated } from '#state/quality-store.ts';
import { TableScroller } from '../../train/TableScroller.tsx';

const cell = 'px-2 py-1 text-right whitespace-nowrap tabular-nums';
const headings = ['Class', 'Objects', 'Detections', 'AP', 'AP50', 'AP75', 'AP VOC'];

export interface ClassTableProps {
  readonly evaluated: Evaluated;
  readonly classNames: readonly string[];
  /** The class whose curve is shown. */
  readonly chosen: number | null;
  onChoose(classIndex: number): void;
}

/** Average precision class by class; a class's name shows its curve. */
export function ClassTable({ evaluated: { report, pictures }, classNames, chosen, onChoose }: ClassTableProps) {
  const detected = new Map<number, number>();
  for (const { detections } of pictures) {
    for (const { classIndex } of detections) detected.set(classIndex, (detected.get(classIndex) ?? 0) + 1);
  }
  const voc = new Map(report.voc.classes.map((each) => [each.classIndex, each.ap]));
  const rows = report.coco.classes.toSorted((a, b) => (b.ap ?? -1) - (a.ap ?? -1));
  return (
    <TableScroller>
      <table aria-label="Average precision by class" className="w-full border-collapse text-label">
        <thead className="text-ink-muted">
          <tr className="border-line border-b">
            {headings.map((name) => (
              <th key={name} scope="col" className={`${cell} font-medium first:text-left`}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ classIndex, truthCount, ap, ap50, ap75 }) => (
            <tr key={classIndex} className="border-line border-b last:border-b-0">
              <th scope="row" className="px-1 text-left font-medium">
                <button
                  type="button"
                  aria-pressed={classIndex === chosen}
                  title="Show its curve"
                  onClick={() => onChoose(classIndex)}
                  className="min-h-8 w-full rounded-small px-1.5 text-left text-accent hover:bg-hover aria-pressed:bg-accent-soft pointer-coarse:min-h-11"
                >
                  {classNames[classIndex] ?? `class ${classIndex}`}
                </button>
              </th>
              <td className={cell}>{formatCount(truthCount)}</td>
              <td className={cell}>{formatCount(detected.get(classIndex) ?? 0)}</td>
              <td className={`${cell} font-semibold`}>{share(ap)}</td>
              <td className={cell}>{share(ap50)}</td>
              <td className={cell}>{share(ap75)}</td>
              <td className={cell}>{share(voc.get(classIndex) ?? null)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroller>
  );
}

function share(value: number | null): string {
  return value === null ? '–' : formatPercent(value);
}
