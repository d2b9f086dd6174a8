/** The data set that the network learns from. */
export function DataWorkspace() {
  return <p>Data</p>;
}
