import { lintTemplate, type LintForm } from '@perpdesk/signals';
import { plural } from '../format/plural.ts';

export interface LintReport {
  readonly lines: readonly string[];
  readonly hasFaults: boolean;
}

/** What is wrong with an alert's template, two lines each: where and what, and what to write instead. */
export function lintReport(file: string, template: string, form: LintForm): LintReport {
  const findings = lintTemplate(template, form);
  const faults = findings.filter(({ level }) => level === 'fault').length;
  const told = findings.flatMap(({ level, code, line, column, message, instead }) => [
    `${file}:${line}:${column} ${level} ${code}: ${message}`,
    `    ${instead}`,
  ]);
  const summary =
    findings.length === 0
      ? `${file}: fine for mode ${form.mode}, dialect ${form.dialect}.`
      : `${plural(faults, 'fault')}, ${plural(findings.length - faults, 'piece')} of advice.`;
  return { lines: [...told, summary], hasFaults: faults > 0 };
}
