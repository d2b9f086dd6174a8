/** Keras's defaults for the parts of the training settings that a person switches between. */
import * as v from 'valibot';
import {
  type EarlyStopping,
  earlyStoppingSchema,
  type Optimizer,
  type OptimizerName,
  optimizerSchema,
  type Schedule,
  scheduleSchema,
} from './training-settings.ts';

export function defaultOptimizer(name: OptimizerName): Optimizer {
  return v.parse(optimizerSchema, { name });
}

export function defaultSchedule(name: Schedule['name']): Schedule {
  return v.parse(scheduleSchema, { name });
}

export const defaultEarlyStopping: EarlyStopping = v.parse(earlyStoppingSchema, {});
