import { readFile } from 'node:fs/promises';
import { findLintForm } from './lint-form.ts';
import { lintReport } from './lint-report.ts';
import type { SignalsArguments } from './parse-signals-arguments.ts';
import type { ResolvedConfig } from './resolve-config.ts';

export interface LintPorts {
  readonly resolve: (configPath: string | null) => Promise<ResolvedConfig>;
  readonly say: (text: string) => void;
  readonly complain: (text: string) => void;
}

/** `perpdesk signals lint FILE`: 0 where there is no fault, 1 at a fault, 2 where the file or the form cannot be read. */
export async function lintCommand(
  { file, form }: Extract<SignalsArguments, { readonly command: 'lint' }>,
  { resolve, say, complain }: LintPorts,
): Promise<0 | 1 | 2> {
  const found = await findLintForm(form, resolve);
  if (!found.ok) {
    complain(found.detail);
    return 2;
  }
  let template: string;
  try {
    template = await readFile(file, 'utf8');
  } catch {
    complain(`${file} cannot be read.`);
    return 2;
  }
  const { lines, hasFaults } = lintReport(file, template, found.form);
  say(lines.join('\n'));
  return hasFaults ? 1 : 0;
}
