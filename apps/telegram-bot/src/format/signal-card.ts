import { FormattedString } from '@grammyjs/parse-mode';
import type { LegStory } from '@perpdesk/signals';
import type { SignalReport } from '../desk/signals-report.ts';
import { formatAsk, formatSource } from '../review/signal-words.ts';
import { formatPrice, formatQuantity, readAmount } from './amount.ts';
import { badge } from './badge.ts';
import type { Button, Card } from './card.ts';
import { dotted, lines, paragraphs } from './lines.ts';
import { formatDayTime, formatSpan } from './moment.ts';
import { formatSteps } from './steps-line.ts';
import { viewButton } from './view-button.ts';

const ORDER_BUTTONS = 4;

function headText({ story, instrument }: SignalReport): FormattedString {
  const { row, stored, meaning } = story;
  const signal = stored?.signal ?? null;
  const what = signal === null ? 'not understood' : `${signal.symbol} ${formatAsk(signal)}`;
  const price = signal?.price == null ? null : `at ${formatPrice(signal.price, instrument)}`;
  const firedAt = signal?.firedAt ?? null;
  return lines(
    dotted(FormattedString.bold(`Signal of ${formatSource(row.source)}`), FormattedString.code(row.id), row.state),
    dotted(what, signal !== null && 'transition' in signal ? signal.transition : null, price),
    dotted(
      `received ${formatDayTime(row.receivedAt)}`,
      firedAt === null ? null : `fired ${formatSpan(row.receivedAt - firedAt)} before`,
    ),
    row.code === null ? null : `${row.detail ?? meaning ?? 'Refused.'} (${row.code})`,
    ...(signal?.notes ?? []),
  );
}

function legText(leg: LegStory, { environments, instrument }: SignalReport): FormattedString {
  const { intent, meaning } = leg;
  const { brokerId, kind, side, symbol, state, code, detail } = intent;
  const environment = environments.get(brokerId);
  const filled = readAmount(intent.filledQuantity);
  const asked = readAmount(intent.quantity);
  const average = readAmount(intent.averagePrice);
  const why = code === null || code === 'done' ? null : `${detail ?? meaning ?? ''} (${code})`.trim();
  return lines(
    dotted(
      environment === undefined ? brokerId : badge({ brokerId, environment }),
      FormattedString.bold(
        [symbol, side.toUpperCase(), asked === null ? '' : formatQuantity(asked, instrument)].join(' ').trim(),
      ),
      `${kind}: ${state}`,
    ),
    filled.isZero()
      ? null
      : `filled ${formatQuantity(filled, instrument)}${average === null ? '' : ` at ${formatPrice(average, instrument)}`}`,
    why,
    formatSteps(leg.timeline),
    leg.attempts.length > 1 ? `${leg.attempts.length} attempts` : null,
    intent.clientOrderId === null ? null : FormattedString.code(intent.clientOrderId),
  );
}

function orderButtons({ story }: SignalReport): readonly (readonly Button[])[] {
  return story.legs
    .slice(0, ORDER_BUTTONS)
    .flatMap(({ intent: { clientOrderId, leg, brokerId } }) =>
      clientOrderId === null
        ? []
        : [viewButton(`Order ${leg} @${brokerId}`, { command: `order ${clientOrderId}`, as: 'message' })],
    )
    .filter((row) => row.length > 0);
}

/** The way of one signal: received, parsed, checked, ordered, filled, with the ms of each step. */
export function signalCard(report: SignalReport): Card {
  const { legs } = report.story;
  return {
    text: paragraphs(
      headText(report),
      ...legs.map((leg) => legText(leg, report)),
      legs.length === 0 ? 'No order was needed, or none on an account that is open to you.' : null,
    ),
    buttons: orderButtons(report),
  };
}
