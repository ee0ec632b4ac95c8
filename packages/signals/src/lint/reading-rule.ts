import { DIALECTS } from '../dialects/dialects.ts';
import { plainName } from '../parse/key-name.ts';
import { isSecretKey } from '../parse/secret-keys.ts';
import { readSentences } from '../sentences/read-sentences.ts';
import type { Refusal } from '../signal.ts';
import { fillTemplate } from './fill-template.ts';
import type { LintHit } from './lint-finding.ts';
import { LATER_FILLS } from './later-fills.ts';
import type { LintForm } from './lint-template.ts';
import { sampleValue } from './placeholders.ts';
import { readAsRoute } from './read-as-route.ts';
import { remedyFor } from './remedies.ts';
import type { TemplateMember } from './scan-template.ts';

/** Fills the template in, and reads it as the desk would: what is wrong with its secret, and the first refusal. */
export function readingFaults(
  template: string,
  members: readonly TemplateMember[],
  form: LintForm,
): { readonly secret: LintHit | null; readonly reading: LintHit | null } {
  const filled = fillTemplate(template);
  if (form.mode !== 'notify') {
    const opened = DIALECTS[form.dialect].open(filled.text);
    if (!opened.ok && 'at' in opened) {
      // it is the text itself that is broken there
      return { secret: null, reading: toHit(opened, filled.origin(opened.at), null) };
    }
  }
  const { refusal, secret } = readAsRoute(template, filled.text, form);
  return { secret: secret === null ? null : secretHit(secret, members), reading: toReading(refusal, members, form) };
}

/** What is read well at the strategy's entry, and refused at a later fill of it: each reason once. */
export function laterFaults(template: string, members: readonly TemplateMember[], form: LintForm): readonly LintHit[] {
  const entry = fillTemplate(template).text;
  const hits = LATER_FILLS.flatMap(({ name, values }): readonly LintHit[] => {
    const { text } = fillTemplate(template, (placeholder) => values[placeholder] ?? sampleValue(placeholder));
    const refusal = text === entry ? null : readAsRoute(template, text, form).refusal;
    if (refusal === null || isOfLevels(refusal.detail)) return [];
    const message = `The strategy’s ${name} are refused: ${refusal.detail}`;
    return [{ ...toHit(refusal, placeOf(refusal, members), LATER_REMEDY), message }];
  });
  return hits.filter((hit, index) => hits.findIndex(({ code }) => code === hit.code) === index);
}

const LATER_REMEDY =
  'Write the placeholder of each field: what is fixed, or stands for another one, fits the entry alone.';

function toReading(refusal: Refusal | null, members: readonly TemplateMember[], form: LintForm): LintHit | null {
  if (refusal === null || isOfPlots(refusal.detail, members)) return null;
  return toHit(refusal, placeOf(refusal, members), remedyFor(refusal.code, form));
}

function placeOf({ detail }: Refusal, members: readonly TemplateMember[]): number {
  return members.find(({ key }) => namesKey(detail, key))?.keyAt ?? 0;
}

function secretHit({ detail }: Refusal, members: readonly TemplateMember[]): LintHit {
  const isWrong = readSentences(detail).some(({ code }) => code === 'secret-wrong');
  const given = isWrong ? members.find(({ key }) => isSecretKey(plainName(key))) : undefined;
  return {
    level: 'fault',
    at: given?.valueAt ?? 0,
    code: isWrong ? 'secret-wrong' : 'secret-missing',
    message: detail,
    instead: isWrong ? 'Write the secret of the route.' : 'Add passphrase with the secret of the route.',
  };
}

const LEVEL_SENTENCES: readonly (string | null)[] = ['stop-against', 'target-against'];
const PLOT = /\{\{plot/;
const LEVEL_KEY = /^(?:stop_?loss|sl|take_?profit_?\d*|tp\d*)$/i;

/** A stop or target that a plot says: on which side it will be, its sample value cannot tell. */
function isOfPlots(detail: string, members: readonly TemplateMember[]): boolean {
  return isOfLevels(detail) && members.some(({ key, value }) => PLOT.test(value) && LEVEL_KEY.test(key));
}

function isOfLevels(detail: string): boolean {
  return readSentences(detail).some(({ code }) => LEVEL_SENTENCES.includes(code));
}

function namesKey(detail: string, key: string): boolean {
  const words = detail.split(/[^\w.-]+/).map(plainName);
  return words.includes(plainName(key));
}

function toHit({ code, detail }: Refusal, at: number, remedy: string | null): LintHit {
  return { level: 'fault', at, code, message: detail, instead: remedy ?? 'Mend what the sentence names.' };
}
