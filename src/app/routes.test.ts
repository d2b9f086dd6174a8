import { expect, test } from 'vitest';
import { workspaces } from '#state/workspaces.ts';
import { workspaceOfHash } from './routes.ts';

test('every workspace has its route', () => {
  for (const { id } of workspaces) expect(workspaceOfHash(`#/${id}`)).toBe(id);
});

test('a route may carry more behind it, and anything else is none', () => {
  expect(workspaceOfHash('#/train?from=link')).toBe('train');
  for (const hash of ['', '#', '#/', '#/nowhere', '#build', '#/Build']) expect(workspaceOfHash(hash)).toBeNull();
});
