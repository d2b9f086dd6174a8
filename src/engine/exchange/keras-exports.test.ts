/** Writes certified exports for `scripts/verify-keras.sh`, which lets real Keras check them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { layerTypes } from '#graph/layers/index.ts';
import { ModelBuilder } from '#graph/model-builder.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import { defaultProject } from '#graph/project/default-project.ts';
import { templates } from '#graph/templates/index.ts';
import type { ExportFormat } from '#protocol/exchange.ts';
import { exporting } from '../testing/exporting.ts';
import { loneLayers } from '../testing/lone-layers.ts';

const folder = process.env.STRIDE_EXPORTS;
const formats: readonly ExportFormat[] = ['keras', 'h5', 'weights-h5'];

function severalEnds(): ModelGraph {
  const model = new ModelBuilder();
  const [left, right] = [model.layer('Input', { shape: [8, 8, 2] }), model.layer('Input', { shape: [8, 8, 2] })];
  const seen = model.layer('Conv2D', { filters: 2, padding: 'same', activation: 'gelu' }, left);
  model.layer('Flatten', {}, model.layer('Add', {}, seen, right));
  model.layer('GlobalMaxPooling2D', {}, seen);
  return model.build();
}

const graphs: readonly (readonly [string, ModelGraph])[] = [
  ...templates.map(({ id, build }) => [id, build([28, 28, 1], 10)] as const),
  ['several-ends', severalEnds()],
  ...layerTypes
    .filter((type) => type !== 'Input')
    .flatMap((type) =>
      [...loneLayers(type, 2)].slice(0, 3).map((graph, index) => [`${type}-${index}`, graph] as const),
    ),
];

test.skipIf(folder === undefined)(
  'exports for real Keras (only for scripts/verify-keras.sh)',
  async () => {
    const { exportModel } = await exporting(() => Promise.reject(new Error('no data set is packed')));
    for (const [name, graph] of graphs) {
      for (const format of formats) {
        const project = { ...defaultProject(), name, graph };
        const { file } = await exportModel({ job: name, format, project, isCertified: true });
        for (const [path, bytes] of Object.entries(unzipSync(new Uint8Array(await file.arrayBuffer())))) {
          const place = join(folder ?? '', `${name}-${format}`, path);
          mkdirSync(dirname(place), { recursive: true });
          writeFileSync(place, bytes);
        }
      }
    }
    expect(graphs.length).toBeGreaterThan(templates.length);
  },
  600_000,
);
