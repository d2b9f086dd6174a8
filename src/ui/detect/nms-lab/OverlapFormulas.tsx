import type { BoxOverlap } from '#vision/iou.ts';

const two = (value: number) => value.toFixed(2);
const whole = (value: number) => Math.round(value).toLocaleString('en');

/** IoU, GIoU and DIoU, written out with the numbers of two boxes. */
export function OverlapFormulas({ overlap }: { readonly overlap: BoxOverlap }) {
  const { intersectionArea, areas, unionArea, enclosingArea, squaredCenterDistance, squaredDiagonal, iou, giou, diou } =
    overlap;
  const rows = [
    {
      name: 'IoU',
      formula: 'A ∩ B / A ∪ B',
      numbers: `${whole(intersectionArea)} / (${whole(areas[0])} + ${whole(areas[1])} − ${whole(intersectionArea)})`,
      value: iou,
    },
    {
      name: 'GIoU',
      formula: 'IoU − (C − A ∪ B) / C',
      numbers: `${two(iou)} − (${whole(enclosingArea)} − ${whole(unionArea)}) / ${whole(enclosingArea)}`,
      value: giou,
    },
    {
      name: 'DIoU',
      formula: 'IoU − d² / c²',
      numbers: `${two(iou)} − ${whole(squaredCenterDistance)} / ${whole(squaredDiagonal)}`,
      value: diou,
    },
  ];
  return (
    <>
      <dl
        aria-label="Overlap"
        className="grid grid-cols-[auto_1fr_auto] items-baseline gap-x-4 gap-y-1 text-body tabular-nums"
      >
        {rows.map(({ name, formula, numbers, value }) => (
          <div key={name} className="contents">
            <dt className="font-semibold text-ink">{name}</dt>
            <dd className="min-w-0 text-ink-muted">
              {formula} = {numbers}
            </dd>
            <dd className="font-semibold text-ink">{two(value)}</dd>
          </div>
        ))}
      </dl>
      <p className="text-caption text-ink-muted">
        C is the smallest box around both, c its diagonal, d the distance of the two centres.
      </p>
    </>
  );
}
