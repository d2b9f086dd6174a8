import { slowLayers } from '../keras/slow-layers.ts';
import type { CodeModel } from './code-model.ts';

/** `README.md` of a folder that trains elsewhere. */
export function trainGuide({ name, data, graph }: CodeModel): string {
  const pictures =
    data.kind === 'mnist'
      ? '`data/mnist.npz` holds the digits that Stride trained on and those that it held back. Delete it to train on all 60,000 of Keras.'
      : '`data/train/<class>/` holds the pictures as the network saw them, `data/validation/<class>/` those that Stride held back; nothing\nreads `data/unused/`. All files of a class in one folder, `data/<class>/`, are divided by VALIDATION_SPLIT.';
  const rates = [...slowLayers(graph)].map(
    ([rate, names]) =>
      `In Stride these layers learn at ${rate} times the learning rate: ${names.join(', ')}. Keras has one rate for all, so that here they learn\nas fast as the others. To spare them, set \`trainable=False\` on them in \`model.py\`, or lower the rate there.\n\n`,
  );
  return `# ${name}, to be trained elsewhere

    pip install -r requirements.txt
    python train.py                       # one graphics card, or the processor
    python train.py --strategy mirrored   # every graphics card of this machine
    python train.py --strategy hosts      # several machines: start it on each, with TF_CONFIG set

Training begins with the weights of Stride, \`start.weights.h5\` (\`--fresh\` for new ones), and keeps what it has learned in
\`backup/\` after every epoch: started again, it goes on from there. The settings are those of Stride; they stand at the top of
\`model.py\`, and in \`settings.json\`. \`train.ipynb\` is the same as a notebook.

${pictures}

${rates.join('')}The result is \`${name}_trained.keras\`. Open it in Stride to go on there. \`python verify.py\` checks that \`start.weights.h5\` answers as it
did in Stride.
`;
}
