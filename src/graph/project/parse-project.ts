import * as v from 'valibot';
import { failure, type Result, success } from '#base/result.ts';
import { type Project, projectSchema, projectVersion } from './project.ts';

/** Reads a document from anything; the fault says in a sentence what is wrong with it. Never throws. */
export function parseProject(value: unknown): Result<Project, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return failure('It is not a Stride project: a record was expected.');
  }
  const version = 'version' in value ? value.version : undefined;
  if (typeof version === 'number' && version > projectVersion) {
    return failure(`It was saved by a newer Stride (version ${version}; this one reads up to ${projectVersion}).`);
  }
  const parsed = v.safeParse(projectSchema, value);
  if (parsed.success) return success(parsed.output);
  const [issue] = parsed.issues;
  const where = v.getDotPath(issue);
  return failure(`${where ? `At ${where}: ` : ''}${issue.message}.`.replace('..', '.'));
}
