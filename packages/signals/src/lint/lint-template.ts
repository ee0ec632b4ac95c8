import type { AlertForm } from '../dialects/dialect.ts';
import type { LintFinding, LintHit } from './lint-finding.ts';
import { memberFindings } from './member-rules.ts';
import { freeTexts, unknownPlaceholders, unquotedPlaceholders } from './placeholder-rules.ts';
import { laterFaults, readingFaults } from './reading-rule.ts';
import { membersOf, pairsOf, scanTemplate } from './scan-template.ts';
import type { Route } from '../route.ts';
import { syntaxFaults } from './syntax-rules.ts';
import { placeAt } from './template-place.ts';

/** The form of a route's alerts. */
export interface LintForm extends AlertForm {
  /** The route knows them by their id. */
  readonly perFireId?: boolean | undefined;
  /** The one that they are for, by whose rules they are read. */
  readonly route?: Route | undefined;
  /** It asks for a secret in the body, whether its value is known here or not. */
  readonly needsSecret?: boolean | undefined;
}

/** Explains what is wrong with the message of a TradingView alert, in the order in which it stands there. Pure. */
export function lintTemplate(template: string, form: LintForm): readonly LintFinding[] {
  const text = template.replace(/^\uFEFF/, '');
  const hits = form.mode === 'notify' ? messageHits(text, form) : hitsOf(text, form);
  return hits.toSorted((a, b) => a.at - b.at).map(({ at, ...finding }) => ({ ...finding, ...placeAt(text, at) }));
}

function messageHits(text: string, form: LintForm): readonly LintHit[] {
  const { secret, reading } = readingFaults(text, [], form);
  return [...unknownPlaceholders(text), ...[secret, reading].filter((hit) => hit !== null)];
}

function hitsOf(text: string, form: LintForm): readonly LintHit[] {
  if (SCRIPT_TEXT.test(text)) return [scriptText(text)];
  const isKeyValue = form.dialect === 'kv';
  const tokens = /^\s*[{[](?!\{)/.test(text) && !isKeyValue ? scanTemplate(text) : [];
  const members = isKeyValue ? pairsOf(text) : membersOf(tokens);
  const told = [
    ...syntaxFaults(tokens),
    ...unquotedPlaceholders(tokens),
    ...unknownPlaceholders(text),
    ...(isKeyValue ? [] : freeTexts(members)),
    ...memberFindings(members, form.dialect, form.perFireId).filter((hit) => !isAsked(hit, form)),
  ];
  const { secret, reading } = readingFaults(text, members, form);
  if (secret !== null) told.push(secret);
  // a fault that is told already is not told again in the parser's words
  if (reading === null) {
    const isUnsigned = told.some(({ code }) => code === 'unsigned-size');
    return isUnsigned ? told : [...told, ...laterFaults(text, members, form)];
  }
  const isTold =
    (reading.code === 'foreign-platform' && told.some(({ code }) => code === 'account-key')) ||
    (reading.code === 'unresolved-placeholder' && told.some(({ code }) => code.includes('placeholder'))) ||
    ((reading.code === 'bad-json' || reading.code === 'nan-value') && told.some((hit) => SYNTAX.has(hit.code)));
  return isTold ? told : [...told, reading];
}

/** The whole message is what the script writes. */
const SCRIPT_TEXT = /^\s*\{\{\s*strategy\.order\.alert_message\s*\}\}\s*$/;

function scriptText(text: string): LintHit {
  return {
    level: 'advice',
    at: text.indexOf('{'),
    code: 'script-text',
    message: '{{strategy.order.alert_message}} is the script’s own text, of which nothing is known here.',
    instead: 'Lint that text: what the script gives its order as alert_message, with its own values filled in.',
  };
}

/** The route wants what stands there. */
function isAsked({ code }: LintHit, { needsSecret = false }: LintForm): boolean {
  return needsSecret && code === 'secret-in-body';
}

const SYNTAX: ReadonlySet<string> = new Set(['comment', 'curly-quote', 'unquoted-placeholder']);
