import { continueRun } from '../checkpoints.ts';
import { isTraining } from '../engine-events.ts';
import { readOnlyReason } from '../tab-lock.ts';
import { pause, resume, stop, train, trainingObstacle } from '../train.ts';
import type { Command } from './command.ts';

export const trainCommand: Command = {
  id: 'training.train',
  group: 'Training',
  label: () => 'Train',
  shortcuts: ['$mod+Enter'],
  isEnabled: (stride) => !isTraining(stride) && trainingObstacle(stride) === null,
  perform: (stride) => train(stride),
};

const trainOnCommand: Command = {
  id: 'training.train-on',
  group: 'Training',
  label: () => 'Train on from the current weights',
  isEnabled: (stride) =>
    stride.training.getState().trainedGraph !== null && !isTraining(stride) && trainingObstacle(stride) === null,
  perform: (stride) => train(stride, 'current'),
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

const continueCommand: Command = {
  id: 'training.continue',
  group: 'Training',
  label: () => 'Continue the interrupted run',
  isEnabled: (stride) =>
    stride.checkpoints.getState().interrupted !== null && !isTraining(stride) && readOnlyReason(stride) === null,
  perform: continueRun,
};

export const trainingCommands: readonly Command[] = [
  continueCommand,
  trainCommand,
  trainOnCommand,
  pauseCommand,
  resumeCommand,
  stopCommand,
];
