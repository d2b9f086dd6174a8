/** The workspaces, in the order of the rail; their ids are the routes `#/data` … `#/detect`. */
export const workspaces = [
  { id: 'data', label: 'Data' },
  { id: 'augment', label: 'Augment' },
  { id: 'build', label: 'Build' },
  { id: 'train', label: 'Train' },
  { id: 'pretrained', label: 'Pretrained' },
  { id: 'detect', label: 'Detect' },
] as const;

export type WorkspaceId = (typeof workspaces)[number]['id'];
export const homeWorkspace: WorkspaceId = 'build';

export function isWorkspaceId(text: string): text is WorkspaceId {
  return workspaces.some(({ id }) => id === text);
}
