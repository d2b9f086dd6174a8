/** Where frames come from. */
export type Source =
  | { readonly kind: 'camera' }
  | { readonly kind: 'video'; readonly file: File }
  | { readonly kind: 'picture'; readonly bitmap: ImageBitmap; readonly name: string };

/** The media element on show, as the recorder and the snapshot read it. */
export interface ShownMedia {
  readonly element: HTMLVideoElement | HTMLCanvasElement;
  readonly isMirrored: boolean;
}
