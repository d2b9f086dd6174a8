import { describe, expect, test } from 'vitest';
import type { AnalysisContext, Problem } from '../analysis.ts';
import { analyzeGraph } from '../analyze.ts';
import { connect } from '../edits/connect.ts';
import { ModelBuilder } from '../model-builder.ts';
import { emptyGraph, type ModelGraph, type NodeId } from '../model-graph.ts';

const digits: AnalysisContext = { classCount: 10, sampleShape: [28, 28, 1] };

function write(program: (model: ModelBuilder) => unknown): ModelGraph {
  const model = new ModelBuilder();
  program(model);
  return model.build();
}

const input = (model: ModelBuilder) => model.layer('Input', { shape: [28, 28, 1] });
const head = (model: ModelBuilder, x: NodeId) => model.layer('Dense', { units: 10, activation: 'softmax' }, x);

function problemsOf(graph: ModelGraph, context: AnalysisContext = {}): readonly Problem[] {
  return analyzeGraph(graph, context).problems;
}

interface Case {
  readonly code: string;
  readonly graph: ModelGraph;
  readonly context?: AnalysisContext;
  readonly message: RegExp;
  readonly repairs: readonly string[];
}

const inCycle = write((model) => {
  const first = model.layer('Conv2D', {}, input(model));
  model.layer('ReLU', {}, first);
});
const idOf = (graph: ModelGraph, name: string) => graph.nodes.find((node) => node.name === name)!.id;

const cases: readonly Case[] = [
  { code: 'empty-graph', graph: emptyGraph, message: /no layers yet/, repairs: ['Add Input'] },
  {
    code: 'missing-input',
    graph: write((model) => model.layer('Flatten', {}, model.layer('Conv2D'))),
    message: /conv2d_1 cannot begin: the network has no Input/,
    repairs: ['Add Input 28 × 28 × 1'],
  },
  {
    code: 'cycle',
    graph: write((model) => {
      const sum = model.layer('Add', {}, input(model));
      const relu = model.layer('ReLU', {}, sum);
      // The builder only draws forwards; an Add whose second input comes from below closes the cycle.
      model.layer('Activation', {}, relu);
    }),
    message: /add_1 and re_lu_1 form a cycle/,
    repairs: ['Remove the connection re_lu_1 → add_1'],
  },
  {
    code: 'dangling-end',
    graph: write((model) => {
      model.layer('Conv2D', {}, input(model));
      model.layer('MaxPooling2D');
    }),
    message: /max_pooling2d_1 \(MaxPooling2D\) has no input/,
    repairs: ['Connect conv2d_1 to max_pooling2d_1', 'Remove max_pooling2d_1'],
  },
  {
    code: 'too-few-inputs',
    graph: write((model) => {
      const x = model.layer('Conv2D', { padding: 'same', filters: 1 }, input(model));
      model.layer('Add', {}, x);
    }),
    message: /add_1 \(Add\) joins at least 2 branches but reads only conv2d_1/,
    repairs: ['Connect input_1 to add_1', 'Remove add_1'],
  },
  {
    code: 'too-many-inputs',
    graph: write((model) => {
      const x = input(model);
      model.layer('ReLU', {}, x, model.layer('Rescaling', {}, x));
    }),
    message: /re_lu_1 \(ReLU\) reads 1 layer, but input_1 and rescaling_1 lead into it/,
    repairs: ['Insert Concatenate', 'Keep only input_1'],
  },
  {
    code: 'duplicate-name',
    graph: {
      ...inCycle,
      nodes: inCycle.nodes.map((node) => (node.type === 'ReLU' ? { ...node, name: 'conv2d_1' } : node)),
    },
    message: /A ReLU and a Conv2D are both named conv2d_1/,
    repairs: ['Rename the ReLU to re_lu_1'],
  },
  {
    code: 'needs-vector',
    graph: write((model) => head(model, model.layer('Conv2D', {}, input(model)))),
    context: digits,
    message: /dense_1 \(Dense\) reads a vector, one row of numbers, but gets 26 × 26 × 32 from conv2d_1/,
    repairs: ['Insert Flatten', 'Insert GlobalAveragePooling2D', 'Remove dense_1'],
  },
  {
    code: 'needs-feature-map',
    graph: write((model) => model.layer('Conv2D', {}, model.layer('Flatten', {}, input(model)))),
    message: /conv2d_1 \(Conv2D\) reads feature maps of height × width × channels, but gets 784 from flatten_1/,
    repairs: ['Remove flatten_1', 'Insert Reshape to 28 × 28 × 1', 'Remove conv2d_1'],
  },
  {
    code: 'too-small',
    graph: write((model) => {
      let x = input(model);
      for (let pooling = 0; pooling < 5; pooling++) x = model.layer('MaxPooling2D', {}, x);
    }),
    message:
      /max_pooling2d_5 \(MaxPooling2D\) needs a height of at least 2 px, but gets 1 × 1 × 1 from max_pooling2d_4: a height of 1 px is 1 px too small/,
    repairs: ['Set padding to same', 'Set pool size to 1 × 1', 'Remove max_pooling2d_5'],
  },
  {
    code: 'unequal-branches',
    graph: write((model) => {
      const x = model.layer('Conv2D', { padding: 'same', filters: 8 }, input(model));
      model.layer('Add', {}, x, model.layer('Conv2D', { padding: 'same', filters: 16, strides: [2, 2] }, x));
    }),
    message:
      /add_1 \(Add\) needs branches of the same shape, but gets 28 × 28 × 8 from conv2d_1 and 14 × 14 × 16 from conv2d_2: height, width and channels differ/,
    repairs: [
      'Insert 1×1 Conv2D',
      'Insert ZeroPadding2D and 1×1 Conv2D',
      'Insert Cropping2D and 1×1 Conv2D',
      'Remove add_1',
    ],
  },
  {
    code: 'unequal-branches',
    graph: write((model) => {
      const x = input(model);
      model.layer('Concatenate', {}, x, model.layer('Conv2D', {}, x));
    }),
    message: /gets 28 × 28 × 1 from input_1 and 26 × 26 × 32 from conv2d_1: height and width differ/,
    repairs: ['Insert ZeroPadding2D', 'Insert Cropping2D', 'Remove concatenate_1'],
  },
  {
    code: 'element-count',
    graph: write((model) => model.layer('Reshape', { targetShape: [7, 7, 10] }, input(model))),
    message:
      /reshape_1 \(Reshape\) cannot make 7 × 7 × 10 out of 28 × 28 × 1 from input_1: that takes 490 numbers, but there are 784/,
    repairs: ['Set target shape to 7 × 7 × ?', 'Set target shape to ?', 'Remove reshape_1'],
  },
  {
    code: 'strides-with-dilation',
    graph: write((model) => model.layer('Conv2D', { strides: [2, 2], dilationRate: [2, 2] }, input(model))),
    message: /conv2d_1 \(Conv2D\) has strides and a dilation rate above 1/,
    repairs: ['Set dilation rate to 1 × 1', 'Set strides to 1 × 1', 'Remove conv2d_1'],
  },
  {
    code: 'axis',
    graph: write((model) => model.layer('BatchNormalization', { axis: 0 }, input(model))),
    message: /cannot work along axis 0 of 28 × 28 × 1 from input_1: axis 0 is the batch/,
    repairs: ['Set axis to -1', 'Remove batch_normalization_1'],
  },
  {
    code: 'misfit',
    graph: write((model) => model.layer('Rescaling', { scale: [1, 2, 3] }, input(model))),
    message: /cannot take 28 × 28 × 1 from input_1: its scale holds 3 numbers, one for each channel, but there are 1/,
    repairs: ['Reset scale', 'Remove rescaling_1'],
  },
  {
    code: 'too-large',
    graph: write((model) => {
      const grown = model.layer('UpSampling2D', { size: [64, 64] }, input(model));
      model.layer('UpSampling2D', { size: [64, 64] }, grown);
    }),
    message: /up_sampling2d_2 \(UpSampling2D\) needs 52\.6.GB for its output of 114688 × 114688 × 1/,
    repairs: ['Remove up_sampling2d_2'],
  },
  {
    code: 'input-mismatch',
    graph: write((model) => head(model, model.layer('Flatten', {}, model.layer('Input', { shape: [32, 32, 1] })))),
    context: digits,
    message: /input_1 \(Input\) takes 32 × 32 × 1, but the data set’s samples are 28 × 28 × 1/,
    repairs: ['Set Input to 28 × 28 × 1', 'Insert Resizing to 32 × 32'],
  },
  {
    code: 'several-inputs',
    graph: write((model) =>
      head(
        model,
        model.layer('Flatten', {}, model.layer('Add', {}, input(model), model.layer('ReLU', {}, input(model)))),
      ),
    ),
    context: digits,
    message: /input_2 \(Input\) is a second input beside input_1/,
    repairs: ['Read input_1 instead of input_2'],
  },
  {
    code: 'unread-output',
    graph: write((model) => {
      const x = input(model);
      head(model, model.layer('Flatten', {}, x));
      model.layer('ReLU', {}, model.layer('Conv2D', {}, x));
    }),
    context: digits,
    message: /Nothing reads re_lu_1 \(ReLU\), and it is not what the network is trained by: that is dense_1/,
    repairs: ['Remove re_lu_1 and 1 layer above'],
  },
  {
    code: 'head-mismatch',
    graph: write((model) => head(model, model.layer('Flatten', {}, input(model)))),
    context: { classCount: 5 },
    message: /dense_1 \(Dense\) ends the network with 10 numbers, but the data set has 5 classes/,
    repairs: ['Set units of dense_1 to 5', 'Add Dense 5 softmax'],
  },
  {
    code: 'head-mismatch',
    graph: write((model) => model.layer('Conv2D', {}, input(model))),
    context: { classCount: 5 },
    message: /conv2d_1 \(Conv2D\) ends the network with 26 × 26 × 32/,
    repairs: ['Add Flatten and Dense 5 softmax', 'Add GlobalAveragePooling2D and Dense 5 softmax'],
  },
  {
    code: 'missing-softmax',
    graph: write((model) => model.layer('Dense', { units: 10 }, model.layer('Flatten', {}, input(model)))),
    context: digits,
    message: /dense_1 \(Dense\) ends the network without softmax/,
    repairs: ['Set activation to softmax'],
  },
  {
    code: 'nothing-to-train',
    graph: write((model) => model.layer('Softmax', {}, model.layer('Input', { shape: [10] }))),
    context: { classCount: 10 },
    message: /without any weights/,
    repairs: ['Add Dense 10'],
  },
];

describe.each(cases.map((each) => ({ ...each, graph: each.code === 'cycle' ? closed(each.graph) : each.graph })))(
  '$code',
  ({ code, graph, context, message, repairs }) => {
    const found = problemsOf(graph, context).filter((problem) => problem.code === code);

    test('is found once, named and explained', () => {
      expect(found.map((problem) => problem.message)).toEqual([expect.stringMatching(message)]);
      expect(found[0]!.repairs.map(({ label }) => label)).toEqual(repairs);
      expect(found[0]!.severity).toBe(code === 'missing-softmax' ? 'warning' : 'error');
    });

    test.each(repairs)('is gone after: %s', (label) => {
      const repair = found[0]!.repairs.find((each) => each.label === label)!;
      expect(problemsOf(repair.apply(graph), context).map((problem) => problem.code)).not.toContain(code);
    });
  },
);

function closed(graph: ModelGraph): ModelGraph {
  return connect(graph, idOf(graph, 're_lu_1'), idOf(graph, 'add_1'));
}

test('the ReLU6 network with a sigmoid head has nothing to complain about', () => {
  const graph = write((model) => {
    const x = model.layer('ReLU', { maxValue: 6 }, model.layer('Conv2D', {}, input(model)));
    model.layer('Dense', { units: 10, activation: 'sigmoid' }, model.layer('GlobalMaxPooling2D', {}, x));
  });
  expect(problemsOf(graph, digits)).toEqual([]);
});

test('without a data set, several outputs only warn and the ends are not judged', () => {
  const graph = write((model) => {
    const x = input(model);
    model.layer('Flatten', {}, x);
    model.layer('Conv2D', {}, x);
  });
  expect(problemsOf(graph).map(({ code, severity }) => [code, severity])).toEqual([['unread-output', 'warning']]);
});

test('one cause is one problem: what follows a refused layer is not blamed', () => {
  const graph = write((model) => {
    const dense = model.layer('Dense', {}, model.layer('Conv2D', {}, input(model)));
    model.layer('Dense', {}, model.layer('Dropout', {}, dense));
  });
  expect(problemsOf(graph, digits).map(({ code }) => code)).toEqual(['needs-vector']);
});

test('a Dense on a feature map, as Keras has it, is only pointed out where a vector comes out in the end', () => {
  const graph = write((model) => {
    const perPixel = model.layer('Dense', { units: 4 }, input(model));
    head(model, model.layer('GlobalAveragePooling2D', {}, perPixel));
  });
  const [problem, ...others] = problemsOf(graph, digits);
  expect(others).toEqual([]);
  expect(problem).toMatchObject({
    code: 'needs-vector',
    severity: 'warning',
    message: 'dense_1 (Dense) gets 28 × 28 × 1 from input_1, and works on each pixel by itself.',
  });
  const { nodes, totals } = analyzeGraph(graph);
  expect([...nodes.values()].map(({ output }) => output)).toContainEqual([28, 28, 4]);
  expect(totals.parameters).toBe(8 + 50);
});
