import type { AlertForm } from '../dialects/dialect.ts';
import { fillTemplate } from './fill-template.ts';
import type { LintFinding, LintHit } from './lint-finding.ts';
import { memberFindings } from './member-rules.ts';
import { freeTexts, unknownPlaceholders, unquotedPlaceholders } from './placeholder-rules.ts';
import { readingFault } from './reading-rule.ts';
import { membersOf, pairsOf, scanTemplate } from './scan-template.ts';
import { syntaxFaults } from './syntax-rules.ts';
import { placeAt } from './template-place.ts';

/** The form of a route's alerts. */
export interface LintForm extends AlertForm {
  /** The route knows them by their id. */
  readonly perFireId?: boolean | undefined;
}

/** Explains what is wrong with the message of a TradingView alert, in the order in which it stands there. Pure. */
export function lintTemplate(template: string, form: LintForm): readonly LintFinding[] {
  const text = template.replace(/^\uFEFF/, '');
  const hits = form.mode === 'notify' ? unknownPlaceholders(text) : hitsOf(text, form);
  return hits.toSorted((a, b) => a.at - b.at).map(({ at, ...finding }) => ({ ...finding, ...placeAt(text, at) }));
}

function hitsOf(text: string, form: LintForm): readonly LintHit[] {
  const isKeyValue = form.dialect === 'kv';
  const tokens = /^\s*[{[](?!\{)/.test(text) && !isKeyValue ? scanTemplate(text) : [];
  const members = isKeyValue ? pairsOf(text) : membersOf(tokens);
  const told = [
    ...syntaxFaults(tokens),
    ...unquotedPlaceholders(tokens),
    ...unknownPlaceholders(text),
    ...(isKeyValue ? [] : freeTexts(members)),
    ...memberFindings(members, form.dialect, form.perFireId),
  ];
  const reading = readingFault(fillTemplate(text), members, form);
  // a fault that is told already is not told again in the parser's words
  const isTold =
    reading === null ||
    (reading.code === 'foreign-platform' && told.some(({ code }) => code === 'account-key')) ||
    (reading.code === 'unresolved-placeholder' && told.some(({ code }) => code.includes('placeholder'))) ||
    ((reading.code === 'bad-json' || reading.code === 'nan-value') && told.some((hit) => SYNTAX.has(hit.code)));
  return isTold ? told : [...told, reading];
}

const SYNTAX: ReadonlySet<string> = new Set(['comment', 'curly-quote', 'unquoted-placeholder']);
