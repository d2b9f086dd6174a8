export type ImageFormat = 'png' | 'jpeg' | 'gif' | 'webp' | 'bmp' | 'avif' | 'heic';

export interface ImageHeader {
  readonly format: ImageFormat;
  /** In pixels, as stored: before the orientation is applied. */
  readonly width: number;
  readonly height: number;
  /** 1 grey, 2 grey with alpha, 3 colour (palettes and CMYK too), 4 colour with alpha; 0 where the header does not say. */
  readonly channels: number;
  /** EXIF's, 1..8; 5 and more swap width and height. */
  readonly orientation: number;
  readonly isAnimated: boolean;
  /** True where the file ends before the picture does. */
  readonly isTruncated: boolean;
}
