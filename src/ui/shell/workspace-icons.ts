import { Blocks, ChartSpline, Images, Library, type LucideIcon, ScanSearch, Shuffle } from 'lucide-react';
import type { WorkspaceId } from '#state/workspaces.ts';

export const workspaceIcons: Readonly<Record<WorkspaceId, LucideIcon>> = {
  data: Images,
  augment: Shuffle,
  build: Blocks,
  train: ChartSpline,
  pretrained: Library,
  detect: ScanSearch,
};
