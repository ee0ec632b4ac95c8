import type { CardKind } from '../desk/card-truth.ts';
import type { SignalOutcome, Why } from '../desk/signal-outcome.ts';
import type { Scale } from '../language/numbers.ts';
import type { Speech } from '../language/speech.ts';
import { brokerCodeTexts, type CodeText } from '../language/texts/broker-code.ts';
import { outcomeTexts } from '../language/texts/outcome.ts';
import { settingRefusedTexts } from '../language/texts/setting-refused.ts';
import { formatWhy, meaningOf, type Refused } from './why.ts';
import { says } from '../language/said.ts';

/** What a button takes before it is cut off on a phone. */
const MAX_LABEL = 48;

/** What a card's last button says: in one glance what became of it. */
export function outcomeLabel(speech: Speech, kind: CardKind, outcome: SignalOutcome, scale: Scale): string {
  const label = kind === 'order' ? orderLabel(speech, outcome, scale) : changeLabel(speech, kind, outcome);
  return label.length > MAX_LABEL ? `${label.slice(0, MAX_LABEL - 1)}…` : label;
}

function orderLabel(speech: Speech, outcome: SignalOutcome, scale: Scale): string {
  const { order: words, left } = speech.say(outcomeTexts).label;
  switch (outcome.type) {
    case 'part':
      return words.part(
        speech.quantity(outcome.filled, scale),
        outcome.of === null ? null : speech.quantity(outcome.of, scale),
      );
    case 'filled':
      if (outcome.price === null && outcome.orders > 1) return words.filledAll(outcome.orders);
      return words.filled(
        speech.quantity(outcome.filled, scale),
        outcome.price === null ? null : speech.price(outcome.price, scale),
      );
    case 'less':
      return outcome.ofOrders > 1
        ? words.some(outcome.orders, outcome.ofOrders)
        : words.less(speech.quantity(outcome.filled, scale));
    case 'left':
      return left(outcome.count);
    case 'gone':
      return words.canceled;
    case 'working':
    case 'resting':
    case 'refused':
    case 'expired':
    case 'canceled':
    case 'not-sent':
    case 'unknown':
    case 'operator':
    case 'done':
      return words[outcome.type];
    default:
      return outcome satisfies never;
  }
}

function changeLabel(speech: Speech, kind: Exclude<CardKind, 'order'>, outcome: SignalOutcome): string {
  const { change, left, gone } = speech.say(outcomeTexts).label;
  switch (outcome.type) {
    case 'left':
      return left(outcome.count);
    case 'gone':
      return gone(outcome.count, outcome.of, howGone(outcome));
    case 'refused':
    case 'expired':
    case 'canceled':
    case 'not-sent':
      return isUnclear(outcome) ? speech.say(settingRefusedTexts).unclearButton : change[kind].refused;
    case 'done':
      return change[kind].done;
    default:
      return change[kind].working;
  }
}

function howGone({ count, filled, canceled }: Extract<SignalOutcome, { readonly type: 'gone' }>) {
  return filled === count ? 'filled' : canceled === count ? 'canceled' : 'ended';
}

/** Whether a setting came about nobody knows. */
function isUnclear(outcome: SignalOutcome): boolean {
  return 'why' in outcome && outcome.why.detail !== null && says(outcome.why.detail, 'maybe-set');
}

function reason(speech: Speech, { code, detail }: Why, refused: Refused): string {
  const meaning = code === null ? '' : (meaningOf(speech, code, refused) ?? code);
  const why = detail === null ? meaning : formatWhy(speech, { code, detail }, refused);
  const known: Readonly<Record<string, CodeText>> = speech.say(brokerCodeTexts);
  const remedy = code === null ? null : (known[code]?.remedy ?? null);
  return remedy === null || why.includes(remedy) ? why : `${why} ${remedy}`.trim();
}

/** What became of it in one or two sentences: the truth, why, and what can be done. */
export function outcomeSaid(speech: Speech, kind: CardKind, outcome: SignalOutcome, scale: Scale): string {
  const { said } = speech.say(outcomeTexts);
  const amount = (filled: Parameters<Speech['quantity']>[0]) => speech.quantity(filled, scale);
  switch (outcome.type) {
    case 'part':
      return said.part(amount(outcome.filled), outcome.of === null ? null : amount(outcome.of));
    case 'filled':
      if (outcome.price === null && outcome.orders > 1) return said.filledAll(outcome.orders);
      return said.filled(amount(outcome.filled), outcome.price === null ? null : speech.price(outcome.price, scale));
    case 'less':
      return said.less(amount(outcome.filled), reason(speech, outcome.why, 'order')).trim();
    case 'refused':
    case 'expired':
    case 'canceled':
    case 'not-sent': {
      const why = reason(speech, outcome.why, kind === 'setting' ? kind : 'order');
      if (isUnclear(outcome)) return why;
      const words = kind === 'order' ? said[outcome.type] : said.notDone;
      return words(why).trim();
    }
    case 'operator':
      return said.operator(outcome.intentId);
    case 'left':
      return said.left(outcome.count);
    case 'gone':
      return said.gone(outcome.count, outcome.of, howGone(outcome));
    case 'done':
      return kind === 'order' ? said.nothing : said.done;
    case 'working':
    case 'resting':
    case 'unknown':
      return said[outcome.type];
    default:
      return outcome satisfies never;
  }
}
