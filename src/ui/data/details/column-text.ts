/** What a sample's columns say, as a person reads it. */

/** `channels` as in `SampleColumns`: 1 grey, 2 grey with alpha, 3 colour, 4 colour with alpha. */
export function channelText(channels: number): string {
  return (
    ['not said by the file', '1, gray', '2, gray and alpha', '3, RGB', '4, RGB and alpha'][channels] ?? `${channels}`
  );
}
