import { FormattedString } from '@grammyjs/parse-mode';
import type { ClosePreview, OpenPreview, PanicPreview } from '../desk/preview.ts';
import { formatAge } from './age.ts';
import { formatMoney, formatPnl, formatPrice, formatQuantity, groupDigits } from './amount.ts';
import { badge, type Badged } from './badge.ts';
import type { Button, Card } from './card.ts';
import { levelLines, orderWord } from './entry-lines.ts';
import { dotted, lines, paragraphs } from './lines.ts';
import { formatTime } from './moment.ts';
import { plural } from './plural.ts';
import { formatLeverage } from './position-card.ts';

/** Real money is marked before anything else. */
function head(account: Badged): FormattedString {
  return account.environment === 'live' ? FormattedString.join(['⚠️ ', badge(account)]) : badge(account);
}

function confirmButtons(nonce: string, label: string, style: 'success' | 'danger' | 'primary'): Button[][] {
  return [
    [
      { type: 'tap', label, data: `c:${nonce}:y`, style },
      { type: 'tap', label: 'Cancel', data: `c:${nonce}:n` },
    ],
  ];
}

function validity(expiresAt: number): string {
  return `Nothing is sent before you tap. Valid until ${formatTime(expiresAt)}.`;
}

export function openCard(preview: OpenPreview): Card {
  const { instrument, quantity, direction, price, notional, margin } = preview;
  const shown = formatQuantity(quantity, instrument);
  const side = direction.toUpperCase();
  const label = `Place ${side} ${shown}`;
  return {
    text: lines(
      head(preview),
      FormattedString.join([FormattedString.bold(`${side} ${instrument.symbol} ${shown}`), ` · ${orderWord(preview)}`]),
      `price ≈ ${formatPrice(price, instrument)} · notional ≈ ${formatMoney(notional)} ${instrument.quoteAsset}`,
      dotted(
        leverageText(preview),
        margin === null ? null : `margin ≈ ${formatMoney(margin)}`,
        `fee ≈ ${formatMoney(preview.fee)}`,
      ),
      ...levelLines(preview),
      preview.liquidationPrice === null ? null : `est. liq ≈ ${formatPrice(preview.liquidationPrice, instrument)}`,
      ...preview.notes.map(groupNote),
      formatAge(preview.heardAgoMs),
      validity(preview.expiresAt),
    ),
    buttons: confirmButtons(preview.nonce, label, direction === 'long' ? 'success' : 'danger'),
  };
}

/** `20x cross (now 10x)`. */
function leverageText({ leverage, leverageBefore, marginType }: OpenPreview): string {
  const shown = formatLeverage(leverage, marginType);
  return leverageBefore === null ? shown : `${shown} (now ${leverageBefore}x)`;
}

function groupNote(note: string): string {
  return note.replace(/(?<![\d.])\d{4,}(?:\.\d+)?/g, groupDigits);
}

export function closeCard(preview: ClosePreview): Card {
  const { instrument, position, quantity, isAll } = preview;
  const shown = formatQuantity(quantity, instrument);
  const side = position.quantity.isNegative() ? 'SHORT' : 'LONG';
  const whole = formatQuantity(position.quantity, instrument);
  const share = position.unrealizedPnl.times(quantity).dividedBy(position.quantity.abs());
  return {
    text: lines(
      head(preview),
      FormattedString.join([
        FormattedString.bold(`CLOSE ${instrument.symbol} ${side} ${shown}`),
        isAll ? ' · all of it · market' : ` of ${whole} · market`,
      ]),
      `price ≈ ${formatPrice(position.markPrice, instrument)} · PnL ≈ ${formatPnl(share)} ${instrument.settleAsset} before fees`,
      ...preview.notes.map(groupNote),
      formatAge(preview.heardAgoMs),
      validity(preview.expiresAt),
    ),
    buttons: confirmButtons(preview.nonce, isAll ? 'Close all of it' : `Close ${shown}`, 'danger'),
  };
}

export function panicCard(preview: PanicPreview): Card {
  const summary = preview.accounts.map((account) => {
    const positions = account.positions.map(
      (it) => `${it.symbol} ${it.quantity.isNegative() ? 'SHORT' : 'LONG'} ${formatQuantity(it.quantity, null)}`,
    );
    return lines(
      badge(account),
      positions.length === 0 ? 'no open positions' : positions.join(', '),
      account.openOrders === 0 ? null : plural(account.openOrders, 'open order'),
    );
  });
  return {
    text: paragraphs(
      FormattedString.bold('PANIC'),
      'Stops all signals, cancels entries and closes every position at market, until the exchange says flat.',
      ...summary,
      `Valid until ${formatTime(preview.expiresAt)}.`,
    ),
    buttons: [[{ type: 'tap', label: 'Close everything now', data: `c:${preview.nonce}:y`, style: 'danger' }]],
  };
}
