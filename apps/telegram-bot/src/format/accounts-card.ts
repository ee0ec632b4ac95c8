import { FormattedString } from '@grammyjs/parse-mode';
import type { Account } from '@perpdesk/broker-core';
import type { AccountOverview } from '../desk/accounts-overview.ts';
import { PLAIN_SPEECH } from '../language/speech.ts';
import { formatAge } from './age.ts';
import { formatMoney, formatPnl } from './amount.ts';
import { badge } from './badge.ts';
import { marginRatio, totalText, unrealized } from './balance-card.ts';
import type { Card } from './card.ts';
import { dotted, lines, paragraphs } from './lines.ts';
import { plural } from './plural.ts';

function moneyLines(account: Account): FormattedString {
  return lines(
    `equity ${formatMoney(account.equity)} ${account.quoteAsset} · free ${formatMoney(account.availableBalance)}`,
    dotted(`unrealised ${formatPnl(unrealized(account))}`, marginRatio(PLAIN_SPEECH, account)),
  );
}

function accountText(overview: AccountOverview): FormattedString {
  const { account, health, positionMode, openPositions, openOrders } = overview;
  return lines(
    dotted(
      badge(overview),
      health.isReady ? '✓ connected' : '✗ not connected',
      formatAge(PLAIN_SPEECH, overview.heardAgoMs),
    ),
    health.isReady ? null : health.lastError,
    account === null ? null : moneyLines(account),
    account === null ? null : dotted(plural(openPositions, 'position'), plural(openOrders, 'open order'), positionMode),
  );
}

/** Every account that is open to the person, and what they are worth together. */
export function accountsCard(overviews: readonly AccountOverview[]): Card {
  if (overviews.length === 0) return { text: new FormattedString('No account is open to you.'), buttons: [] };
  return { text: paragraphs(...overviews.map(accountText), totalText(PLAIN_SPEECH, overviews)), buttons: [] };
}
