import { toSymbol } from '@perpdesk/broker-core';
import type { AlertForm } from '../dialects/dialect.ts';
import { DIALECTS } from '../dialects/dialects.ts';
import { readRouteAlert } from '../dialects/read-route-alert.ts';
import { normaliseForRoute } from '../normalise/normalise-for-route.ts';
import { plainName } from '../parse/key-name.ts';
import { readTime } from '../parse/read-time.ts';
import { readSentences } from '../sentences/read-sentences.ts';
import type { Refusal } from '../signal.ts';
import type { FilledTemplate } from './fill-template.ts';
import type { LintHit } from './lint-finding.ts';
import { SAMPLE_VALUES } from './placeholders.ts';
import { remedyFor } from './remedies.ts';
import type { TemplateMember } from './scan-template.ts';

/** Fills the template in, and reads it as the desk would; the first refusal is the finding. */
export function readingFault(
  filled: FilledTemplate,
  members: readonly TemplateMember[],
  form: AlertForm,
): LintHit | null {
  const opened = DIALECTS[form.dialect].open(filled.text);
  if (!opened.ok && 'at' in opened) {
    // it is the text itself that is broken there
    return toHit(opened, filled.origin(opened.at), null);
  }
  const refusal = readFilled(filled.text, form);
  if (refusal === null) return null;
  if (isOfPlots(refusal.detail, members)) return null;
  const named = members.find(({ key }) => namesKey(refusal.detail, key));
  return toHit(refusal, named?.keyAt ?? 0, remedyFor(refusal.code, form));
}

function readFilled(text: string, form: AlertForm): Refusal | null {
  const read = readRouteAlert(new TextEncoder().encode(text), form);
  if (!read.ok) return read;
  const result = normaliseForRoute({
    read: { ...read, isTest: false },
    // every instrument is taken, as the template does not know its route
    route: {
      id: 'lint',
      mode: form.mode,
      symbols: [toSymbol(read.alert.symbol)?.symbol ?? ''],
      spotTickerMeansPerp: true,
      overrides: [],
      stopLoss: null,
      allowNoTime: false,
    },
    signalId: 'lint',
    receivedAt: receivedAt(),
  });
  if (!result.ok) return result;
  // the sample may be an exit, which goes without a time; its template is also that of the entries
  const { entryRefusal } = result.signal;
  return entryRefusal?.code === 'bad-time' ? { ok: false, ...entryRefusal } : null;
}

const LEVEL_SENTENCES: readonly (string | null)[] = ['stop-against', 'target-against'];
const PLOT = /\{\{plot/;
const LEVEL_KEY = /^(?:stop_?loss|sl|take_?profit_?\d*|tp\d*)$/i;

/** A stop or target that a plot says: on which side it will be, its sample value cannot tell. */
function isOfPlots(detail: string, members: readonly TemplateMember[]): boolean {
  const isLevel = readSentences(detail).some(({ code }) => LEVEL_SENTENCES.includes(code));
  return isLevel && members.some(({ key, value }) => PLOT.test(value) && LEVEL_KEY.test(key));
}

function receivedAt(): number {
  const time = readTime(SAMPLE_VALUES['timenow'] ?? '', 'timenow');
  return time.ok ? time.value : 0;
}

function namesKey(detail: string, key: string): boolean {
  const words = detail.split(/[^\w.-]+/).map(plainName);
  return words.includes(plainName(key));
}

function toHit({ code, detail }: Refusal, at: number, remedy: string | null): LintHit {
  return { level: 'fault', at, code, message: detail, instead: remedy ?? 'Mend what the sentence names.' };
}
