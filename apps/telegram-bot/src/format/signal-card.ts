import { FormattedString } from '@grammyjs/parse-mode';
import type { LegStory } from '@perpdesk/signals';
import type { SignalReport } from '../desk/signals-report.ts';
import type { Speech } from '../language/speech.ts';
import { reportTexts } from '../language/texts/report.ts';
import { signalWordTexts } from '../language/texts/signal-words.ts';
import { readAmount } from './amount.ts';
import { badge } from './badge.ts';
import type { Button, Card } from './card.ts';
import { dotted, lines, paragraphs } from './lines.ts';
import { formatSteps } from './steps-line.ts';
import { askText, isByHand, sourceText, stateText } from './signal-line.ts';
import { viewButton } from './view-button.ts';
import { formatSaid } from '../language/said.ts';
import { refusedBySignal, whyEnded } from './why.ts';

const ORDER_BUTTONS = 4;

function headText(speech: Speech, { story, instrument }: SignalReport): FormattedString {
  const words = speech.say(reportTexts);
  const { row, stored } = story;
  const signal = stored?.signal ?? null;
  const what = signal === null ? words.notUnderstood : `${signal.symbol} ${askText(speech, signal)}`.trim();
  const price = signal?.price == null ? null : words.atPrice(speech.price(signal.price, instrument));
  const firedAt = signal?.firedAt ?? null;
  return lines(
    dotted(
      FormattedString.bold(words.signalOf(sourceText(speech, row.source))),
      FormattedString.code(row.id),
      stateText(speech, row.state),
    ),
    dotted(
      what,
      signal !== null && 'transition' in signal && !isByHand(signal)
        ? speech.say(signalWordTexts).transition[signal.transition]
        : null,
      price,
    ),
    dotted(
      words.received(speech.dayTime(row.receivedAt)),
      firedAt === null ? null : words.firedBefore(speech.span(row.receivedAt - firedAt)),
    ),
    row.code === null ? null : whyEnded(speech, { code: row.code, detail: row.detail }, refusedBySignal(row.code)),
    ...(signal?.notes ?? []).map((note) => formatSaid(speech, note)),
  );
}

function legText(speech: Speech, leg: LegStory, { environments, instrument }: SignalReport): FormattedString {
  const words = speech.say(reportTexts);
  const { intent } = leg;
  const { brokerId, kind, side, symbol, state, code, detail } = intent;
  const environment = environments.get(brokerId);
  const filled = readAmount(intent.filledQuantity);
  const asked = readAmount(intent.quantity);
  const average = readAmount(intent.averagePrice);
  const why = code === null || code === 'done' ? null : whyEnded(speech, { code, detail });
  return lines(
    dotted(
      environment === undefined ? brokerId : badge({ brokerId, environment }),
      FormattedString.bold(
        [symbol, side.toUpperCase(), asked === null ? '' : speech.quantity(asked, instrument)].join(' ').trim(),
      ),
      `${speech.say(signalWordTexts).kind[kind]}: ${stateText(speech, state)}`,
      // the position's protection since then: it may have been moved, or set by hand
      kind === 'stop' || kind === 'target' ? words.setAt(speech.dayTime(intent.createdAt)) : null,
    ),
    filled.isZero()
      ? null
      : `${words.filled(speech.quantity(filled, instrument))}${average === null ? '' : words.at(speech.price(average, instrument))}`,
    why,
    formatSteps(speech, leg.timeline),
    leg.attempts.length > 1 ? words.attempts(leg.attempts.length) : null,
    intent.clientOrderId === null ? null : FormattedString.code(intent.clientOrderId),
  );
}

function orderButtons(speech: Speech, { story }: SignalReport): readonly (readonly Button[])[] {
  return story.legs
    .slice(0, ORDER_BUTTONS)
    .flatMap(({ intent: { clientOrderId, brokerId } }, index) =>
      clientOrderId === null
        ? []
        : [
            viewButton(speech.say(reportTexts).orderButton(`${index + 1}`, brokerId), {
              command: `order ${clientOrderId}`,
              as: 'message',
            }),
          ],
    )
    .filter((row) => row.length > 0);
}

/** The way of one signal: received, parsed, checked, ordered, filled, with the ms of each step. */
export function signalCard(speech: Speech, report: SignalReport): Card {
  const { legs } = report.story;
  return {
    text: paragraphs(
      headText(speech, report),
      ...legs.map((leg) => legText(speech, leg, report)),
      legs.length === 0 ? speech.say(reportTexts).noneNeeded : null,
    ),
    buttons: orderButtons(speech, report),
  };
}
