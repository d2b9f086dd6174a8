import { StrideError } from '#base/errors.ts';
import { readPictures } from '#data/picture-set.ts';
import type { AugmentationEngine } from '#protocol/augmentation.ts';
import type { EngineHost } from '../engine-host.ts';
import { handOver } from '../hand-over.ts';

export function createAugmentationEngine(host: EngineHost): AugmentationEngine {
  return {
    preview: async (request) => {
      const { info, pictures } = await host.shelf.open(request.dataset);
      const { sample } = request;
      if (!Number.isInteger(sample) || sample < 0 || sample >= info.sampleCount) {
        throw new StrideError({
          code: 'sample-unknown',
          message: `${info.name} has no sample ${sample}; it has ${info.sampleCount}, counted from 0.`,
          remedy: 'Choose another sample.',
        });
      }
      await (await host.session()).standing();
      const { previewPictures } = await import('./preview-pictures.ts');
      const { pixels: bytes } = await readPictures(pictures, [sample]);
      const preview = await previewPictures(request, { shape: info.sampleShape, bytes });
      return handOver(
        preview,
        [preview.original, ...preview.pictures].map(({ rgba }) => rgba.buffer),
      );
    },
  };
}
