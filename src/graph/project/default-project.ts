import { lectureCnn } from '../templates/lecture-cnn.ts';
import { defaultTrainingSettings } from '../training/training-settings.ts';
import { type Project, projectVersion } from './project.ts';

/** What a first visitor finds: the lecture's network on the embedded digits, ready to train. */
export function defaultProject(): Project {
  return {
    version: projectVersion,
    name: 'Lecture CNN',
    graph: lectureCnn.build([28, 28, 1], 10),
    training: defaultTrainingSettings,
    dataset: 'mnist',
    seed: 42,
  };
}
