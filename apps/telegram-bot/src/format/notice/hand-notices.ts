import type { FormattedString } from '@grammyjs/parse-mode';
import type { Notice } from '@perpdesk/signals';
import { formatPercent, formatPrice, readAmount, type Scale } from '../amount.ts';
import { dotted, lines } from '../lines.ts';
import { plural } from '../plural.ts';
import { head, place } from './notice-head.ts';

type Of<T extends Notice['type']> = Extract<Notice, { readonly type: T }>;

function by(actor: string): string {
  return `by ${actor.replace(/^user:/, 'user ')}`;
}

function priceText(text: string, scale: Scale): string {
  return formatPrice(readAmount(text), scale);
}

/** What was said, thing by thing; that an order stands is told once it does. */
export function protectionSetText(notice: Of<'protection.set'>, scale: Scale): FormattedString {
  const { stopLoss, takeProfits, trailing } = notice;
  const stop =
    stopLoss == null
      ? null
      : stopLoss === 'off'
        ? 'stop off: nothing ends a loss'
        : `stop at ${priceText(stopLoss, scale)}`;
  const targets =
    takeProfits == null
      ? null
      : takeProfits === 'off'
        ? 'targets off'
        : `targets ${takeProfits.map(({ price, share }) => `${priceText(price, scale)}${shareText(share)}`).join(', ')}`;
  return lines(
    head('✍️', notice.account, `${place(notice)} set by hand`),
    dotted(stop, targets, trailing == null ? null : trailingText(trailing, scale)),
    `It stands in place of the routes’ own until the position ends · ${by(notice.actor)}`,
  );
}

function shareText(share: string | null): string {
  return share === null ? '' : ` (${formatPercent(readAmount(share)).replace('+', '')})`;
}

function trailingText(trailing: NonNullable<Of<'protection.set'>['trailing']>, scale: Scale): string {
  if (trailing === 'off') return 'trailing stop off';
  const from = trailing.activation === null ? 'from now on' : `from ${priceText(trailing.activation, scale)} on`;
  return `trailing stop ${formatPercent(readAmount(trailing.callback)).replace('+', '')} ${from}`;
}

export function ordersCanceledText(notice: Of<'orders.canceled'>): FormattedString {
  const { canceled, gone, left } = notice;
  return lines(
    head(left.length > 0 ? '⚠️' : '↩️', notice.account, `${plural(canceled, 'order')} canceled`),
    gone === 0 ? null : `${plural(gone, 'order')} had filled or ended before.`,
    ...left.map(({ symbol, clientOrderId, detail }) => `${symbol} ${clientOrderId} may still stand: ${detail}`),
    by(notice.actor),
  );
}

const SETTINGS = {
  leverage: 'leverage',
  'margin-type': 'margin',
  'position-mode': 'position mode',
} as const satisfies Readonly<Record<Of<'setting.changed'>['setting'], string>>;

export function settingChangedText(notice: Of<'setting.changed'>): FormattedString {
  const { symbol, setting, from, to } = notice;
  const unit = setting === 'leverage' ? 'x' : '';
  const what = symbol === null ? SETTINGS[setting] : `${symbol} ${SETTINGS[setting]}`;
  const is = from === null || from === to ? `is ${to}${unit}` : `${from}${unit} → ${to}${unit}`;
  return dotted(head('⚙️', notice.account, `${what} ${is}`), by(notice.actor));
}
