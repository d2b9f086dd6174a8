/**
 * Scaled numbers of channels are rounded to a multiple of `divisor`, but never down by more than 10 % (MobileNetV2's
 * `_make_divisible`, the same in MobileNetV3 and EfficientNet).
 */
export function roundChannels(channels: number, divisor = 8): number {
  const rounded = Math.max(divisor, Math.floor(Math.trunc(channels + divisor / 2) / divisor) * divisor);
  return rounded < 0.9 * channels ? rounded + divisor : rounded;
}
