/** Opens the page that times published networks forward, and prints its figures. */
import { median } from '#base/math.ts';
import type { Part, PartContext } from '../part.ts';
import type { ForwardCase, ForwardReport, ForwardRequest } from './forward-page/forward.ts';
import { measureInPage } from './in-page.ts';

/** VGG16 without its classifier, which has 124 of its 138 million weights and does a hundredth of its work. */
const networks = [
  { network: 'MobileNet', includeTop: true },
  { network: 'ResNet50', includeTop: true },
  { network: 'VGG16', includeTop: false },
] as const;

/** Quickly: pictures of 96 × 96, and batches of 8 for MobileNet alone. */
function cases({ isQuick, only }: PartContext): readonly ForwardCase[] {
  return networks
    .filter(({ network }) => network.toLowerCase().includes(only.toLowerCase()))
    .map((network) => ({
      ...network,
      side: isQuick ? 96 : 224,
      batches: isQuick && network.network !== 'MobileNet' ? [1] : [1, 8],
    }));
}

/** How much longer the fastest of the others on the GPU takes than Stride, the worst case of all; null where none ran. */
function worstRatio({ forward }: ForwardReport): number | null {
  const ratios = forward.flatMap(({ sides: [own, ...others] }) => {
    const onGpu = others.filter(({ side, milliseconds }) => side.endsWith('WebGPU') && milliseconds.length > 0);
    const times = onGpu.map(({ milliseconds }) => median(milliseconds));
    return own && times.length > 0 ? [Math.min(...times) / median(own.milliseconds)] : [];
  });
  return ratios.length > 0 ? Math.min(...ratios) : null;
}

export const forwardPart: Part = {
  name: 'forward',
  about: 'published networks forward, against TensorFlow.js and ONNX Runtime; training a head on cached features',
  async run(context) {
    const { isQuick } = context;
    const report = await measureInPage<ForwardRequest, ForwardReport>(
      await context.browser(),
      { folder: 'forward-page', script: 'forward.ts', measure: 'measureForward' },
      { cases: cases(context), rounds: isQuick ? 3 : 7, millisecondsEach: 10_000, longRun: 20_000 },
    );
    printForward(report);
    const worst = worstRatio(report);
    const aim = {
      aim: 'no published network forward slower than the fastest of the others on the GPU',
      measured: worst === null ? 'nothing to compare with' : `${worst.toFixed(2)} times as fast at the least`,
      isReached: worst === null ? null : worst >= 1,
    };
    return { figures: report, aims: [aim] };
  },
};

function printForward({ adapter, forward, head }: ForwardReport): void {
  const on = adapter || 'an unnamed adapter';
  for (const { network, includeTop, side, batch, sides } of forward) {
    const top = includeTop ? 'with' : 'without';
    console.log(`\n${network} ${top} its classifier, forward, batch ${batch} of ${side} × ${side}, on ${on}`);
    const own = median(sides[0]?.milliseconds ?? []);
    console.table(
      Object.fromEntries(
        sides.map(({ side: name, milliseconds, refusal, difference }) => [
          name,
          refusal
            ? { 'ms a run': refusal }
            : {
                'ms a run': Number(median(milliseconds).toPrecision(3)),
                'pictures a second': Number(((batch * 1000) / median(milliseconds)).toPrecision(3)),
                'times Stride': Number((median(milliseconds) / own).toFixed(2)),
                difference: difference.toExponential(0),
                runs: milliseconds.length,
              },
        ]),
      ),
    );
  }
  console.log(
    `\nA head on cached features of ${head.features.join(' × ')}, one training step at batch ${head.batch}, on ${on}`,
  );
  const own = median(head.sides[0]?.milliseconds ?? []);
  console.table(
    Object.fromEntries(
      head.sides.map(({ side, milliseconds }) => [
        side,
        {
          'ms a step': Number(median(milliseconds).toPrecision(3)),
          'images a second': Math.round((head.batch * 1000) / median(milliseconds)),
          'times Stride': Number((median(milliseconds) / own).toFixed(2)),
          steps: milliseconds.length,
        },
      ]),
    ),
  );
}
