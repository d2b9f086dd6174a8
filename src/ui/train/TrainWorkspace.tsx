/** Where a network is trained. */
export function TrainWorkspace() {
  return <p>Train</p>;
}
