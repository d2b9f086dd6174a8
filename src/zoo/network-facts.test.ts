import { expect, test } from 'vitest';
import { analyzeGraph } from '#graph/analyze.ts';
import { networkFacts } from './network-facts.ts';
import { zooNetworks } from './registry.ts';

test.each(zooNetworks.map((network) => [network.name, network] as const))(
  'the sizes written down for %s are those of its graph',
  (name, network) => {
    const { parameters, multiplyAdds } = analyzeGraph(network.build({ weights: 'imagenet' })).totals;
    const withoutTop = analyzeGraph(network.build({ weights: 'imagenet', includeTop: false })).totals;
    expect(networkFacts(name)).toEqual({ parameters, multiplyAdds, parametersWithoutTop: withoutTop.parameters });
  },
);
