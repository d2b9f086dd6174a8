/** Keras's activation functions by their Keras 3 names; `swish` and `hard_swish` are read as the names they alias. */
import * as v from 'valibot';

export const activationNames = [
  'linear',
  'relu',
  'relu6',
  'leaky_relu',
  'elu',
  'selu',
  'gelu',
  'silu',
  'hard_sigmoid',
  'hard_silu',
  'sigmoid',
  'tanh',
  'softplus',
  'softmax',
] as const;

export type ActivationName = (typeof activationNames)[number];

const aliases: Readonly<Record<string, ActivationName>> = { swish: 'silu', hard_swish: 'hard_silu' };

/** Accepts every activation name and alias; gives the canonical name. */
export const activationSchema: v.GenericSchema<unknown, ActivationName> = v.pipe(
  v.string(),
  v.transform((name) => aliases[name] ?? name),
  v.picklist(activationNames),
);
