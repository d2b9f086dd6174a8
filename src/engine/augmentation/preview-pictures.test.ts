import * as tf from '@tensorflow/tfjs';
import { beforeAll } from 'vitest';
import { standOnCpu } from '../testing/on-cpu.ts';
import { testPreview } from './testing/preview-cases.ts';

beforeAll(async () => {
  await standOnCpu();
  await tf.ready();
});

testPreview();
