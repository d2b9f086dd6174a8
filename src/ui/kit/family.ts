/** How each family of layers looks, everywhere: one icon and one colour, beside its name. */
import {
  Activity,
  BoxSelect,
  CircleHelp,
  Dices,
  Grid3x3,
  ImageDown,
  type LucideIcon,
  Merge,
  Minimize2,
  Network,
  SlidersHorizontal,
  WandSparkles,
} from 'lucide-react';
import type { LayerFamily } from '#graph/families.ts';

export interface FamilyLook {
  readonly label: string;
  readonly icon: LucideIcon;
  /** For inline styles and SVG: `var(--color-family-input)`. */
  readonly color: string;
  /** Tailwind classes of the same colour. */
  readonly text: string;
  readonly background: string;
  readonly border: string;
}

export const familyLooks: Readonly<Record<LayerFamily, FamilyLook>> = {
  input: {
    label: 'Input',
    icon: ImageDown,
    color: 'var(--color-family-input)',
    text: 'text-family-input',
    background: 'bg-family-input',
    border: 'border-family-input',
  },
  convolution: {
    label: 'Convolution',
    icon: Grid3x3,
    color: 'var(--color-family-convolution)',
    text: 'text-family-convolution',
    background: 'bg-family-convolution',
    border: 'border-family-convolution',
  },
  pooling: {
    label: 'Pooling',
    icon: Minimize2,
    color: 'var(--color-family-pooling)',
    text: 'text-family-pooling',
    background: 'bg-family-pooling',
    border: 'border-family-pooling',
  },
  normalization: {
    label: 'Normalization',
    icon: SlidersHorizontal,
    color: 'var(--color-family-normalization)',
    text: 'text-family-normalization',
    background: 'bg-family-normalization',
    border: 'border-family-normalization',
  },
  regularization: {
    label: 'Regularization',
    icon: Dices,
    color: 'var(--color-family-regularization)',
    text: 'text-family-regularization',
    background: 'bg-family-regularization',
    border: 'border-family-regularization',
  },
  shape: {
    label: 'Shape',
    icon: BoxSelect,
    color: 'var(--color-family-shape)',
    text: 'text-family-shape',
    background: 'bg-family-shape',
    border: 'border-family-shape',
  },
  dense: {
    label: 'Dense',
    icon: Network,
    color: 'var(--color-family-dense)',
    text: 'text-family-dense',
    background: 'bg-family-dense',
    border: 'border-family-dense',
  },
  activation: {
    label: 'Activation',
    icon: Activity,
    color: 'var(--color-family-activation)',
    text: 'text-family-activation',
    background: 'bg-family-activation',
    border: 'border-family-activation',
  },
  merge: {
    label: 'Merge',
    icon: Merge,
    color: 'var(--color-family-merge)',
    text: 'text-family-merge',
    background: 'bg-family-merge',
    border: 'border-family-merge',
  },
  augmentation: {
    label: 'Augmentation',
    icon: WandSparkles,
    color: 'var(--color-family-augmentation)',
    text: 'text-family-augmentation',
    background: 'bg-family-augmentation',
    border: 'border-family-augmentation',
  },
  unknown: {
    label: 'Unknown',
    icon: CircleHelp,
    color: 'var(--color-family-unknown)',
    text: 'text-family-unknown',
    background: 'bg-family-unknown',
    border: 'border-family-unknown',
  },
};
