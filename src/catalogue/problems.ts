/** Problems in content, each one line: file, field, what to do. */
import type { z } from 'zod';

export type Problem = { readonly file: string; readonly field: string; readonly what: string };

export class ContentError extends Error {
  override readonly name = 'ContentError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(showProblem).join('\n'));
    this.problems = problems;
  }
}

export function showProblem({ file, field, what }: Problem): string {
  return field ? `${file}: ${field}: ${what}` : `${file}: ${what}`;
}

/** `field: what to do` for each issue. */
export function zodProblems(error: z.ZodError): readonly string[] {
  return error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}
