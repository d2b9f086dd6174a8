import { isTraining } from '../engine-events.ts';
import { pause, resume, stop, train, trainingObstacle } from '../train.ts';
import type { Command } from './command.ts';

export const trainCommand: Command = {
  id: 'training.train',
  group: 'Training',
  label: () => 'Train',
  shortcuts: ['$mod+Enter'],
  isEnabled: (stride) => !isTraining(stride) && trainingObstacle(stride) === null,
  perform: train,
};

export const pauseCommand: Command = {
  id: 'training.pause',
  group: 'Training',
  label: () => 'Pause',
  isEnabled: (stride) => stride.training.getState().phase === 'running',
  perform: pause,
};

export const resumeCommand: Command = {
  id: 'training.resume',
  group: 'Training',
  label: () => 'Resume',
  isEnabled: (stride) => stride.training.getState().phase === 'paused',
  perform: resume,
};

export const stopCommand: Command = {
  id: 'training.stop',
  group: 'Training',
  label: () => 'Stop',
  shortcuts: ['$mod+.'],
  isEnabled: isTraining,
  perform: stop,
};

export const trainingCommands: readonly Command[] = [trainCommand, pauseCommand, resumeCommand, stopCommand];
