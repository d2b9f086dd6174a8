/** Features that are kept for the fast way of transfer learning: listed, and deleted. */
import { faultOf } from './engine-events.ts';
import type { Stride } from './stride.ts';
import { refreshPlan } from './transfer-plan.ts';

/** Never rejects: what fails is shown. */
export async function refreshFeatures(stride: Stride): Promise<void> {
  await orSaid(stride, async () => stride.transfer.setState({ features: await stride.engine.transfer.features() }));
}

/** Never rejects: what fails is shown. What is planned is told anew, since it may have counted on these features. */
export async function removeFeatures(stride: Stride, ids: readonly string[]): Promise<void> {
  await orSaid(stride, () => stride.engine.transfer.removeFeatures(ids));
  await refreshFeatures(stride);
  await refreshPlan(stride, stride.transfer.getState().settings);
}

async function orSaid({ notices }: Stride, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    const { message, remedy } = faultOf(thrown);
    notices.show({ tone: 'error', message, remedy });
  }
}
