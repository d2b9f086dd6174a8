/** The analysis of the document's graph, computed when somebody asks and the graph or the data set has changed since. */
import type { GraphAnalysis } from '#graph/analysis.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import type { DatasetStore } from './dataset-store.ts';
import type { ProjectStore } from './project-store.ts';

export function createAnalysis(project: ProjectStore, dataset: DatasetStore): () => GraphAnalysis {
  let graph: ModelGraph | null = null;
  let data: unknown = null;
  let analysis: GraphAnalysis | null = null;
  return () => {
    const currentGraph = project.getProject().graph;
    const currentData = dataset.getState();
    if (!analysis || graph !== currentGraph || data !== currentData) {
      graph = currentGraph;
      data = currentData;
      analysis = analyzeGraph(
        currentGraph,
        currentData.phase === 'ready'
          ? { classCount: currentData.info.classNames.length, sampleShape: currentData.info.sampleShape }
          : {},
      );
    }
    return analysis;
  };
}
