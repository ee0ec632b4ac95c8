import { formatDecimal } from '@perpdesk/broker-core';
import type { ListedSignal } from '../desk/signals-report.ts';
import type { Speech } from '../language/speech.ts';
import { saidTexts } from '../language/texts/said.ts';
import { signalWordTexts } from '../language/texts/signal-words.ts';
import { countOutcomes } from '../review/signal-words.ts';

type Read = NonNullable<ListedSignal['signal']>;

/** `trend`, `chat 7`, `program`: where a signal comes from. */
export function sourceText(speech: Speech, source: string): string {
  const words = speech.say(signalWordTexts);
  if (source.startsWith('route:')) return source.slice('route:'.length);
  if (source === 'program') return words.program;
  return source.startsWith('chat:') ? words.chat(source.slice('chat:'.length).replace(/^user:/, '')) : source;
}

/** A person’s: it says what to do, and not where the strategy stood. */
export function isByHand({ source }: Read): boolean {
  return source.startsWith('chat:');
}

/** `0 → 1`, or what the alert or the person asks for. */
export function askText(speech: Speech, signal: Read): string {
  const words = speech.say(signalWordTexts);
  if ('wishes' in signal) return signal.wishes.map(({ type }) => words.wish[type]).join(', ');
  const { previous, next, transition } = signal;
  if (isByHand(signal)) {
    if (transition === 'none') return words.byHand;
    const much = next.isZero() ? '' : speech.digits(formatDecimal(next.abs()));
    const side = next.isZero() ? '' : next.isNegative() ? 'SHORT' : 'LONG';
    return [words.transition[transition], side, much].filter((part) => part !== '').join(' ');
  }
  const from = previous === null ? '?' : speech.digits(formatDecimal(previous));
  return `${from} → ${speech.digits(formatDecimal(next))}`;
}

/** Where a signal or an order stands, in a word; a refusal's code stays. */
export function stateText(speech: Speech, state: string): string {
  const words: Readonly<Record<string, string>> = speech.say(saidTexts).state;
  return words[state] ?? state;
}

/** `2 filled`, `1 filled, 1 limit-notional`, `no order`; `done` where none was asked for. */
export function outcomeText(speech: Speech, { code, state, orders, signal }: ListedSignal): string {
  const words = speech.say(signalWordTexts);
  const outcomes = countOutcomes(orders);
  if (outcomes.length > 0) {
    return outcomes
      .map(({ count, name }) => `${count} ${name === 'not-needed' ? words.notNeeded : stateText(speech, name)}`)
      .join(', ');
  }
  if (code !== null || state !== 'done') return code ?? stateText(speech, state);
  const isChange = signal !== null && isByHand(signal) && 'transition' in signal && signal.transition === 'none';
  return isChange ? words.changed : words.noOrder;
}
