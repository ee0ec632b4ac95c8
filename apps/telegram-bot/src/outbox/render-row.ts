import { FormattedString } from '@grammyjs/parse-mode';
import type { OutboxRow } from '@perpdesk/journal/port';
import type { PositionReport } from '../desk/account-reports.ts';
import { endedPosition, type EndedPosition, type PositionResult } from '../desk/position-result.ts';
import type { Scales } from '../format/amount.ts';
import type { Card } from '../format/card.ts';
import { lockedCard } from '../format/approval-card.ts';
import { askButtons } from '../format/ask-buttons.ts';
import { lines } from '../format/lines.ts';
import { lostChatCard } from '../format/lost-chat-card.ts';
import { formatNotice } from '../format/notice/format-notice.ts';
import { positionClosedText } from '../format/notice/position-notices.ts';
import { configCard } from '../format/config-card.ts';
import { strangerCard } from '../format/stranger-card.ts';
import { settleButtons } from '../format/settle-card.ts';
import { positionCard } from '../format/position-card.ts';
import { toPositionFace } from '../format/position-head.ts';
import { awayCard } from '../format/watch/away-card.ts';
import { riskWarningCard } from '../format/watch/risk-warning-card.ts';
import { silenceCard } from '../format/watch/silence-card.ts';
import { summaryCard } from '../format/watch/summary-card.ts';
import type { SummaryMessage } from '../watch/watch-message.ts';
import type { Speech } from '../language/speech.ts';
import { outboxTexts } from '../language/texts/outbox.ts';
import type { DeskMessage } from './desk-message.ts';

export function readDeskMessage(row: Pick<OutboxRow, 'payload'>): DeskMessage {
  const message: DeskMessage = JSON.parse(row.payload);
  return message;
}

/** What a message needs to know of the accounts as they stand now. */
export interface DeskView {
  readonly scales: Scales;
  /** As it stands at the exchange now; `null` when flat. */
  position(brokerId: string, symbol: string, positionSide: string): Promise<PositionReport | null>;
  /** What a position that has ended brought; `null`: no fill of its end is known. */
  result(ended: EndedPosition): Promise<PositionResult | null>;
  /** What was booked in its span as a PNG; `null`: nothing was, or it cannot be drawn now. Never rejects. */
  drawSummary(speech: Speech, message: SummaryMessage): Promise<Uint8Array | null>;
}

async function render(row: OutboxRow, view: DeskView, speech: Speech): Promise<Card | null> {
  const message = readDeskMessage(row);
  const words = speech.say(outboxTexts);
  switch (message.type) {
    case 'position.card': {
      const report = await view.position(message.account.brokerId, message.symbol, message.positionSide);
      return report === null ? null : positionCard(speech, toPositionFace(report));
    }
    case 'position.closed': {
      const result = await view.result(endedPosition(message, row.createdAt));
      return { text: positionClosedText(speech, message, result), buttons: [] };
    }
    case 'chat.dead':
      return lostChatCard(speech, message);
    case 'chat.conflict':
      return {
        text: lines(
          FormattedString.join(['⚠️ ', FormattedString.bold(words.conflict)]),
          words.conflictMeans(speech.span(message.waitMs)),
        ),
        buttons: [],
      };
    case 'config.changed':
    case 'config.refused':
    case 'config.keys':
      return configCard(speech, message);
    case 'access.denied':
      return strangerCard(speech, message);
    case 'access.locked':
      return lockedCard(speech, message);
    case 'risk.warning':
    case 'risk.eased':
      return riskWarningCard(speech, message, view.scales);
    case 'signal.silent':
    case 'signal.resumed':
      return silenceCard(speech, message);
    case 'summary.daily':
    case 'summary.weekly': {
      const picture = await view.drawSummary(speech, message);
      const card = summaryCard(speech, message);
      return picture === null
        ? card
        : { ...card, media: { type: 'picture', bytes: picture, fileName: `${message.type}.png` } };
    }
    case 'desk.away':
      return awayCard(speech, message);
    case 'signal.asks':
      return { text: formatNotice(speech, message, view.scales), buttons: askButtons(speech, message) };
    case 'order.resolved': {
      const isOpen = message.result === 'needs-operator';
      const buttons = isOpen ? settleButtons(speech, [{ id: message.intentId }]) : [];
      return { text: formatNotice(speech, message, view.scales), buttons };
    }
    default:
      return { text: formatNotice(speech, message, view.scales), buttons: [] };
  }
}

/**
 * An outbox row as a message; one whose answer was lost before says that it may be a repeat. `null`: there is nothing to
 * show any more.
 *
 * @throws for a row that this version has no words for.
 */
export async function renderRow(row: OutboxRow, view: DeskView, speech: Speech): Promise<Card | null> {
  const card = await render(row, view, speech);
  if (card !== null && !(card.text instanceof FormattedString)) throw new TypeError(`no words for ${row.type}`);
  if (card === null || !row.maybeDuplicate) return card;
  const mark = FormattedString.italic(speech.say(outboxTexts).repeat(row.eventId));
  return { ...card, text: lines(card.text, mark) };
}
