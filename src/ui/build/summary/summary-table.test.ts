import { describe, expect, it } from 'vitest';
import { analyzeGraph } from '#graph/analyze.ts';
import { summarize } from '#graph/summary.ts';
import { templates } from '#graph/templates/index.ts';
import { summaryAsText, summaryCells } from './summary-table.ts';
import { summaryText } from './summary-text.ts';

const graph = templates[0]!.build([28, 28, 1], 10);
const analysis = analyzeGraph(graph);
const rows = summarize(graph, analysis);

describe("the lecture's CNN", () => {
  it('costs what Keras says', () => {
    expect(summaryText(analysis.totals)).toMatch(/^225,034 parameters · 5\.3\sMFLOP · 0\.9\sMB$/);
  });

  it('is a table of shapes and parameters as Keras prints it', () => {
    const convolution = rows.find(({ type }) => type === 'Conv2D')!;
    expect(summaryCells(convolution)).toEqual(['conv2d_1 (Conv2D)', '(None, 26, 26, 32)', '320', 'rescaling_1']);
    expect(summaryCells(rows[0]!)).toEqual(['input_1 (Input)', '(None, 28, 28, 1)', '0', '-']);
  });

  it('copies as text in columns, with the totals below', () => {
    const text = summaryAsText(rows, analysis.totals);
    const lines = text.split('\n');
    expect(lines).toHaveLength(rows.length + 6);
    expect(text).toContain('Total params: 225,034');
    expect(text).toContain('Non-trainable params: 0');
    const column = lines[0]!.indexOf('Output Shape');
    for (const [index] of rows.entries()) expect(lines[index + 2]!.slice(column)).toMatch(/^\(None/);
  });
});
