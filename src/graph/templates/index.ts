/** The networks to start from, the lecture's own first. */
import { lectureCnn } from './lecture-cnn.ts';
import { lenet5 } from './lenet5.ts';
import { smallInception } from './small-inception.ts';
import { smallMobilenet } from './small-mobilenet.ts';
import { smallResnet } from './small-resnet.ts';
import { smallVgg } from './small-vgg.ts';
import type { Template } from './template.ts';

export const templates: readonly Template[] = [
  lectureCnn,
  lenet5,
  smallVgg,
  smallResnet,
  smallInception,
  smallMobilenet,
];
