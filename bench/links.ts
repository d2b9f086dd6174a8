/** How long the link is that shares each template. */
import { defaultProject } from '#graph/project/default-project.ts';
import { templates } from '#graph/templates/index.ts';
import { shareAddress } from '#state/share.ts';
import type { Part } from './part.ts';

/** Where mail programs and messengers begin to cut addresses. */
const comfortable = 2000;
const address = 'https://example.org/stride/';

export const linksPart: Part = {
  name: 'links',
  about: 'the length of the link that shares each template',
  async run() {
    const lengths: Record<string, number> = {};
    for (const { name, build } of templates) {
      const project = { ...defaultProject(), name, graph: build([28, 28, 1], 10) };
      lengths[name] = (await shareAddress(project, address)).length;
    }
    console.log('\nCharacters of the link that shares a template');
    console.table(lengths);
    const longest = Math.max(...Object.values(lengths));
    const aim = {
      aim: `a link for each template in under ${comfortable} characters`,
      measured: `${longest} for the longest`,
      isReached: longest < comfortable,
    };
    return { figures: lengths, aims: [aim] };
  },
};
