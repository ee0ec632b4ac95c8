import { FormattedString } from '@grammyjs/parse-mode';
import type { OutboxRow } from '@perpdesk/journal/port';
import { readAmount, type Scales } from '../format/amount.ts';
import type { Card } from '../format/card.ts';
import { lines } from '../format/lines.ts';
import { formatSpan } from '../format/moment.ts';
import { formatNotice } from '../format/notice/format-notice.ts';
import { positionCard } from '../format/position-card.ts';
import { positionKey } from '../desk/position-key.ts';
import type { DeskMessage } from './desk-message.ts';

export function readDeskMessage(row: Pick<OutboxRow, 'payload'>): DeskMessage {
  const message: DeskMessage = JSON.parse(row.payload);
  return message;
}

function render(message: DeskMessage, scales: Scales): Card {
  switch (message.type) {
    case 'position.card': {
      const { account, symbol, positionSide, position } = message;
      return positionCard({
        ...account,
        symbol,
        quantity: readAmount(position.quantity),
        entryPrice: readAmount(position.entryPrice),
        markPrice: readAmount(position.markPrice),
        liquidationPrice: readAmount(position.liquidationPrice),
        unrealizedPnl: readAmount(position.unrealizedPnl),
        leverage: position.leverage,
        marginType: position.marginType,
        stopPrice: readAmount(position.stopPrice),
        scale: scales(account.brokerId, symbol),
        key: positionKey(account.brokerId, symbol, positionSide),
      });
    }
    case 'chat.dead':
      return {
        text: lines(
          FormattedString.join(['⚠️ ', FormattedString.bold(`The chat ${message.target} cannot be reached`)]),
          `Telegram says: ${message.detail}`,
          'It hears nothing more until somebody writes to the bot there.',
        ),
        buttons: [],
      };
    case 'chat.conflict':
      return {
        text: lines(
          FormattedString.join(['⚠️ ', FormattedString.bold('Another program reads this bot')]),
          `Commands do not reach the desk. It tries again in ${formatSpan(message.waitMs)}; orders and messages go on.`,
        ),
        buttons: [],
      };
    default:
      return { text: formatNotice(message, scales), buttons: [] };
  }
}

/** An outbox row as a message; one whose answer was lost before says that it may be a repeat. */
export function renderRow(row: OutboxRow, scales: Scales): Card {
  const card = render(readDeskMessage(row), scales);
  if (!row.maybeDuplicate) return card;
  const mark = FormattedString.italic(`may be a repeat · event ${row.eventId}`);
  return { ...card, text: lines(card.text, mark) };
}
