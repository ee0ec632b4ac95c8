import { FormattedString } from '@grammyjs/parse-mode';
import type { Instrument } from '@perpdesk/broker-core';
import type { AskQuote } from '@perpdesk/signals';
import type { AskEdit } from '../desk/ask-form.ts';
import type { Speech } from '../language/speech.ts';
import { editSizeTexts } from '../language/texts/edit-size.ts';
import { previewTexts } from '../language/texts/preview.ts';
import { signalNoticeTexts } from '../language/texts/signal-notice.ts';
import { readAmount } from './amount.ts';
import { confirmButtons } from './confirm-buttons.ts';
import type { Card } from './card.ts';
import { lines } from './lines.ts';
import { legLine } from './notice/ask-notices.ts';

const TIMES = [
  ['¼', '0.25'],
  ['½', '0.5'],
  ['¾', '0.75'],
  ['1½', '1.5'],
  ['2×', '2'],
] as const;

type Quote = Extract<AskQuote, { readonly ok: true }>;

/** Asks for another size of what an alert asks for: some to tap, any to write. */
export function askEditCard(speech: Speech, { signalId, routeId, symbol, legs }: Quote): Card {
  const words = speech.say(editSizeTexts);
  const entries = legs.filter(({ kind }) => kind === 'increase');
  const asked = entries.flatMap(({ account, planned }) =>
    planned === null ? [] : words.askPlanned(account.brokerId, speech.quantity(readAmount(planned), null)),
  );
  return {
    text: lines(
      FormattedString.bold(words.askInstead(routeId, symbol)),
      `${words.editTitle} ${words.editEnds}`,
      `${speech.list(asked)}.${entries.length > 1 ? ` ${words.askEach}` : ''} ${words.askMoreGoes}`,
    ),
    buttons: [TIMES.map(([label, times]) => ({ type: 'tap', label, data: `ae:${signalId}:${times}` }))],
  };
}

/** What an alert asks for with another size, to be placed in place of its own. */
export function askSizeCard(speech: Speech, { nonce, expiresAt, quote, instruments, notes }: AskEdit): Card {
  const words = speech.say(editSizeTexts);
  const scales = (brokerId: string) => instruments.get(brokerId) ?? null;
  const entry = quote.legs.find(({ kind }) => kind === 'increase');
  const style = entry?.side === 'sell' ? 'danger' : 'success';
  const place = speech.say(signalNoticeTexts).placeButton;
  const size =
    entry?.quantity == null ? '' : ` ${speech.quantity(readAmount(entry.quantity), scales(entry.account.brokerId))}`;
  return {
    text: lines(
      FormattedString.bold(words.askInstead(quote.routeId, quote.symbol)),
      ...quote.legs.map((leg) => legLine(speech, leg, quote.symbol, scales)),
      ...notes.map((note) => note(speech)),
      ...moreLines(speech, quote, scales),
      quote.answerBy === null ? words.askWaitsOn : words.askWaits(speech.time(quote.answerBy)),
      speech.say(previewTexts).validity(speech.time(expiresAt)),
    ),
    buttons: confirmButtons(speech, nonce, quote.legs.length > 1 ? place : `${place}${size}`, style),
  };
}

/** Where it is more than the alert asks for, and what follows. */
function moreLines(
  speech: Speech,
  { legs }: Quote,
  scales: (brokerId: string) => Instrument | null,
): readonly string[] {
  const words = speech.say(editSizeTexts);
  const lines = legs.flatMap(({ account: { brokerId }, kind, quantity, planned }) => {
    if (kind !== 'increase' || quantity === null || planned === null) return [];
    const asked = readAmount(planned);
    return readAmount(quantity).greaterThan(asked)
      ? [words.askMoreThan(brokerId, speech.quantity(asked, scales(brokerId)))]
      : [];
  });
  return lines.length === 0 ? [] : [...lines, words.askMoreMeans];
}
