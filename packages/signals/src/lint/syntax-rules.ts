import type { LintHit } from './lint-finding.ts';
import type { TemplateToken } from './scan-template.ts';

/** Comments and curly quotes: what people paste and JSON does not have. */
export function syntaxFaults(tokens: readonly TemplateToken[]): readonly LintHit[] {
  return tokens.flatMap(({ kind, text, at }): readonly LintHit[] => {
    if (kind === 'comment') {
      return [{ level: 'fault', at, code: 'comment', message: 'JSON has no comments.', instead: 'Remove it.' }];
    }
    if (kind === 'curly-quote') {
      const message = `${text} is a curly quote; JSON knows straight ones only.`;
      return [{ level: 'fault', at, code: 'curly-quote', message, instead: 'Write ".' }];
    }
    return [];
  });
}
