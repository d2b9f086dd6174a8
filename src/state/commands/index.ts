/** Every command of the app. */
import { blockCommands } from './block-commands.ts';
import type { Command } from './command.ts';
import { editCommands } from './edit-commands.ts';
import { layerCommands } from './layer-commands.ts';
import { projectCommands } from './project-commands.ts';
import { trainingCommands } from './training-commands.ts';
import { viewCommands } from './view-commands.ts';

export const commands: readonly Command[] = [
  ...trainingCommands,
  ...editCommands,
  ...blockCommands,
  ...viewCommands,
  ...projectCommands,
  ...layerCommands,
];
