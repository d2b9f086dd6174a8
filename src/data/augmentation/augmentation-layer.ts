/**
 * The layers that augmentation runs, as plain data: Keras's types and settings, as the nodes of a graph have them. Ranges
 * are `[lower, upper]`.
 */

export type Range = readonly [number, number];

/** How a layer that moves pixels reads between them and beyond the edge. */
export interface Sampling {
  readonly interpolation: 'bilinear' | 'nearest';
  readonly fillMode: 'reflect' | 'wrap' | 'constant' | 'nearest';
  readonly fillValue: number;
}

interface AugmentationSettings {
  readonly CenterCrop: { readonly height: number; readonly width: number };
  readonly RandomCrop: { readonly height: number; readonly width: number };
  readonly Resizing: {
    readonly height: number;
    readonly width: number;
    readonly interpolation: 'bilinear' | 'nearest';
    readonly cropToAspectRatio: boolean;
  };
  readonly RandomFlip: { readonly mode: 'horizontal' | 'vertical' | 'horizontal_and_vertical' };
  readonly RandomTranslation: { readonly heightFactor: Range; readonly widthFactor: Range } & Sampling;
  readonly RandomRotation: { readonly factor: Range } & Sampling;
  readonly RandomZoom: { readonly heightFactor: Range; readonly widthFactor: Range | null } & Sampling;
  readonly RandomShear: { readonly xFactor: Range; readonly yFactor: Range } & Sampling;
  readonly RandomHeight: { readonly factor: Range; readonly interpolation: 'bilinear' | 'nearest' };
  readonly RandomWidth: { readonly factor: Range; readonly interpolation: 'bilinear' | 'nearest' };
  readonly RandomContrast: { readonly factor: Range; readonly valueRange: Range };
  readonly RandomBrightness: { readonly factor: Range; readonly valueRange: Range };
  readonly Rescaling: { readonly scale: number; readonly offset: number };
}

export type AugmentationLayer = {
  [Type in keyof AugmentationSettings]: {
    /** Names the layer's own stream of random numbers. */
    readonly name: string;
    readonly type: Type;
    readonly config: AugmentationSettings[Type];
  };
}[keyof AugmentationSettings];
