/**
 * Accuracy on ImageNet's 50,000 validation pictures, one central crop, as https://keras.io/api/applications/ states it; for
 * MobileNetV3 as the docstring of `keras.applications.MobileNetV3Small` does. Networks without an entry have none stated.
 */
export interface Accuracy {
  /** Share of pictures whose class came first, 0..1. */
  readonly top1: number;
  /** Share of pictures whose class was among the first five, 0..1; null where not stated. */
  readonly top5: number | null;
}

const percent: Readonly<Record<string, readonly [top1: number, top5: number | null]>> = {
  VGG16: [71.3, 90.1],
  VGG19: [71.3, 90.0],
  ResNet50: [74.9, 92.1],
  ResNet101: [76.4, 92.8],
  ResNet152: [76.6, 93.1],
  ResNet50V2: [76.0, 93.0],
  ResNet101V2: [77.2, 93.8],
  ResNet152V2: [78.0, 94.2],
  InceptionV3: [77.9, 93.7],
  InceptionResNetV2: [80.3, 95.3],
  Xception: [79.0, 94.5],
  MobileNet: [70.4, 89.5],
  MobileNetV2: [71.3, 90.1],
  MobileNetV3Large: [75.6, null],
  'MobileNetV3Large_0.75': [73.3, null],
  MobileNetV3Large_minimalistic: [72.3, null],
  MobileNetV3Small: [68.1, null],
  'MobileNetV3Small_0.75': [65.4, null],
  MobileNetV3Small_minimalistic: [61.9, null],
  DenseNet121: [75.0, 92.3],
  DenseNet169: [76.2, 93.2],
  DenseNet201: [77.3, 93.6],
  NASNetMobile: [74.4, 91.9],
  NASNetLarge: [82.5, 96.0],
  EfficientNetB0: [77.1, 93.3],
  EfficientNetB1: [79.1, 94.4],
  EfficientNetB2: [80.1, 94.9],
  EfficientNetB3: [81.6, 95.7],
  EfficientNetB4: [82.9, 96.4],
  EfficientNetB5: [83.6, 96.7],
  EfficientNetB6: [84.0, 96.8],
  EfficientNetB7: [84.3, 97.0],
};

export function publishedAccuracy(name: string): Accuracy | null {
  const entry = percent[name];
  if (!entry) return null;
  const [top1, top5] = entry;
  return { top1: top1 / 100, top5: top5 === null ? null : top5 / 100 };
}
