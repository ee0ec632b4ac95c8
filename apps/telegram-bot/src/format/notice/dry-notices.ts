import { FormattedString } from '@grammyjs/parse-mode';
import { decimal } from '@perpdesk/broker-core';
import type { DryAccount, Notice } from '@perpdesk/signals';
import { formatQuantity, type Scales } from '../amount.ts';
import { badge } from '../badge.ts';
import { dotted, lines, type Line } from '../lines.ts';
import { formatWay, legLine } from './ask-notices.ts';
import { formatStep, formatWishes } from './signal-notices.ts';

type Dry = Extract<Notice, { readonly type: 'signal.dry' }>;

function accountLines(told: DryAccount, symbol: string, scales: Scales): readonly Line[] {
  const { account, legs, refusal } = told;
  const held = decimal(told.held);
  const real = formatQuantity(held, scales(account.brokerId, symbol));
  return [
    ...legs.map((leg) => legLine(leg, symbol, scales)),
    refusal === null
      ? null
      : dotted(badge(account), `no ${legs.length === 0 ? 'order' : 'entry'}: ${refusal.detail}`, refusal.code),
    held.isZero()
      ? null
      : dotted(badge(account), `it really holds ${held.isNegative() ? 'short' : 'long'} ${real}, which stays`),
  ];
}

function closing({ isTest, accounts }: Dry): string {
  const hasOrders = accounts.some(({ legs }) => legs.length > 0);
  if (isTest) {
    return hasOrders
      ? 'This would be sent. It was not, and the strategy stays where it was.'
      : 'Nothing was sent, and the strategy stays where it was.';
  }
  return hasOrders ? 'This would be sent. It was not.' : 'Nothing would be sent.';
}

export function signalDryText(notice: Dry, scales: Scales): FormattedString {
  const { routeId, symbol, isTest } = notice;
  const title = `${symbol} ${'wishes' in notice ? formatWishes(notice) : formatStep(notice)}`;
  return lines(
    FormattedString.join([`🧪 ${routeId} · ${isTest ? 'test' : 'dry run'} · `, FormattedString.bold(title)]),
    'wishes' in notice ? null : formatWay(notice),
    ...notice.accounts.flatMap((told) => accountLines(told, symbol, scales)),
    ...notice.notes,
    closing(notice),
    FormattedString.code(notice.signalId),
  );
}
