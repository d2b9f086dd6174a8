/** A file on somebody else's server that Stride may fetch when a person asks for it: weights, a detector, a part of one. */
export interface FileHash {
  readonly algorithm: 'md5' | 'sha256';
  /** Lower-case hexadecimal. */
  readonly hex: string;
}

export interface HostedFile {
  /** Its key among the downloaded files, the same for ever: `keras/mobilenet/mobilenet_2_5_224_tf.h5`. */
  readonly id: string;
  /** As a person reads it in a list: `MobileNet_0.25, with classifier`. */
  readonly name: string;
  /** Where it lies, tried in order. Each on one of `weightsHosts`. */
  readonly urls: readonly string[];
  /** Where it lies below the base of a weights mirror, which then takes the place of `urls`: `mobilenet/mobilenet_2_5_224_tf.h5`. */
  readonly mirrorPath: string;
  /** Its exact length, where published. */
  readonly bytes?: number;
  /** No such file is shorter; something that is was cut off. */
  readonly minBytes?: number;
  readonly hash?: FileHash;
  /** Under which it may be used; null where none is stated. */
  readonly licence: string | null;
  /** The `id` of the file that this one is a part of: listed and deleted together. */
  readonly partOf?: string;
}

/** The file of another name beside this one on every host, as the parts of a TF.js model lie beside its `model.json`. */
export function fileBeside(file: HostedFile, fileName: string): HostedFile {
  const beside = (path: string) => path.slice(0, path.lastIndexOf('/') + 1) + fileName;
  return {
    id: beside(file.id),
    name: `${file.name}, ${fileName}`,
    urls: file.urls.map(beside),
    mirrorPath: beside(file.mirrorPath),
    licence: file.licence,
    partOf: file.partOf ?? file.id,
  };
}
