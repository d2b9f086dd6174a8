import { Image } from 'lucide-react';
import { graphPicture } from '#graph/graph-picture.ts';
import { downloadBlob } from '#state/download-blob.ts';
import { faultOf } from '#state/engine-events.ts';
import { fileNameOf } from '#state/file-name.ts';
import { ActionMenu } from '../kit/ActionMenu.tsx';
import { useStride } from '../stride-context.ts';
import { paperColors } from './paper-colors.ts';
import { svgToPng } from './svg-to-png.ts';

/** The graph as the canvas shows it, as a picture for a report or a slide. */
export function GraphPictureMenu({ disabled }: { readonly disabled: boolean }) {
  const stride = useStride();
  const draw = () => graphPicture(stride.project.getProject().name, stride.shown(), stride.analysis(), paperColors());
  const save = (extension: string, blob: Blob) =>
    downloadBlob(fileNameOf(stride.project.getProject().name, extension), blob);
  const savePng = async () => {
    try {
      save('.png', await svgToPng(draw()));
    } catch (thrown) {
      stride.notices.show({
        tone: 'error',
        message: `The picture could not be drawn as PNG: ${faultOf(thrown).message}`,
        remedy: 'Download it as SVG, or collapse blocks to make it smaller.',
      });
    }
  };
  return (
    <ActionMenu
      label="Download picture"
      icon={Image}
      disabled={disabled}
      actions={[
        { label: 'Picture as SVG', onSelect: () => save('.svg', new Blob([draw()], { type: 'image/svg+xml' })) },
        { label: 'Picture as PNG', onSelect: () => void savePng() },
      ]}
    />
  );
}
