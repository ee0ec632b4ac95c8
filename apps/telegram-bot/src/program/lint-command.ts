import { readFile } from 'node:fs/promises';
import { EXIT, type ExitCode, type ReviewPorts } from '../review/review-ports.ts';
import { findLintForm } from './lint-form.ts';
import { lintReport } from './lint-report.ts';
import type { SignalsArguments } from './parse-signals-arguments.ts';

/** `perpdesk signals lint FILE`: 0 where there is no fault, 1 at a fault, 2 where the file or the form cannot be read. */
export async function lintCommand(
  { file, form }: Extract<SignalsArguments, { readonly command: 'lint' }>,
  { resolve, say, complain }: Pick<ReviewPorts, 'resolve' | 'say' | 'complain'>,
): Promise<ExitCode> {
  const found = await findLintForm(form, resolve);
  if (!found.ok) {
    complain(found.detail);
    return EXIT.wrong;
  }
  let template: string;
  try {
    template = await readFile(file, 'utf8');
  } catch {
    complain(`${file} cannot be read.`);
    return EXIT.wrong;
  }
  const { lines, hasFaults } = lintReport(file, template, found.form);
  say(lines.join('\n'));
  return hasFaults ? EXIT.failed : EXIT.fine;
}
