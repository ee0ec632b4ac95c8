import type { LintHit } from './lint-finding.ts';
import { nearPlaceholder, placeholdersIn, sampleValue, type UsedPlaceholder } from './placeholders.ts';
import type { TemplateMember, TemplateToken } from './scan-template.ts';

/** Texts of the script's author: they may hold quotes, and then the whole body is no JSON. */
const FREE_TEXTS: ReadonlySet<string> = new Set([
  'strategy.order.comment',
  'strategy.order.alert_message',
  'strategy.order.id',
]);

export function unknownPlaceholders(text: string): readonly LintHit[] {
  return placeholdersIn(text).flatMap(({ name, at }) => (sampleValue(name) === null ? [unknown(name, at)] : []));
}

function unknown(name: string, at: number): LintHit {
  const near = nearPlaceholder(name);
  const isCase = near !== null && near.toLowerCase() === name.toLowerCase();
  const shown = name.slice(0, 60);
  return {
    level: 'fault',
    at,
    code: isCase ? 'placeholder-case' : 'unknown-placeholder',
    message: isCase
      ? `{{${shown}}} has the wrong letter case; TradingView leaves it empty.`
      : `TradingView has no placeholder {{${shown}}}; it stays as it is, or empty.`,
    instead: near === null ? 'Leave it out.' : `Write {{${near}}}.`,
  };
}

/** These are always filled in as a plain number. */
const ALWAYS_NUMBER =
  /^(?:open|high|low|close|volume|strategy\.(?:order\.(?:contracts|price)|(?:market_|prev_market_)?position_size))$/;

/** In JSON. A bare placeholder may become a word, `NaN` or a date. */
export function unquotedPlaceholders(tokens: readonly TemplateToken[]): readonly LintHit[] {
  return tokens
    .filter(({ kind }) => kind === 'placeholder')
    .map(({ text, at }) => {
      const isNumber = ALWAYS_NUMBER.test(text.slice(2, -2));
      return {
        level: isNumber ? 'advice' : 'fault',
        at,
        code: 'unquoted-placeholder',
        message: isNumber
          ? `${text} stands without quotes: where TradingView does not fill it in, the body is no JSON.`
          : `${text} stands without quotes: a word, NaN or a date in its place is no JSON.`,
        instead: `Write "${text}".`,
      };
    });
}

export function freeTexts(members: readonly TemplateMember[]): readonly LintHit[] {
  return members
    .filter(({ key }) => !/^order_?id$|^id$/i.test(key))
    .flatMap(({ value, valueAt }) => within(value, valueAt))
    .filter(({ name }) => FREE_TEXTS.has(name))
    .map(({ name, at }) => ({
      level: 'advice',
      at,
      code: 'free-text',
      message: `{{${name}}} is the script’s own text: a quote or a line break in it breaks the JSON.`,
      instead: 'Leave it out, or keep quotes and line breaks out of the script’s text.',
    }));
}

function within(value: string, valueAt: number): readonly UsedPlaceholder[] {
  return placeholdersIn(value).map(({ name, at }) => ({ name, at: valueAt + at }));
}
