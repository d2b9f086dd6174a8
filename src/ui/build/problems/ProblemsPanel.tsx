import { Panel } from '../../kit/Panel.tsx';
import { Problems } from './Problems.tsx';

/** The problems under a heading of their own, where they do not stand below the canvas. */
export function ProblemsPanel() {
  return (
    <Panel label="Problems" scroll>
      <Problems />
    </Panel>
  );
}
