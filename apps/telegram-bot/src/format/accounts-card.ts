import { FormattedString } from '@grammyjs/parse-mode';
import type { Account } from '@perpdesk/broker-core';
import type { AccountOverview } from '../desk/accounts-overview.ts';
import type { Speech } from '../language/speech.ts';
import { balanceTexts } from '../language/texts/balance.ts';
import { reportTexts } from '../language/texts/report.ts';
import { statusTexts } from '../language/texts/status.ts';
import { formatAge } from './age.ts';
import { badge } from './badge.ts';
import { marginRatio, totalText, unrealized } from './balance-card.ts';
import type { Card } from './card.ts';
import { dotted, lines, paragraphs } from './lines.ts';
import { formatSaid } from '../language/said.ts';

function moneyLines(speech: Speech, account: Account): FormattedString {
  const words = speech.say(balanceTexts);
  return lines(
    words.equity(speech.money(account.equity), account.quoteAsset, speech.money(account.availableBalance)),
    dotted(words.unrealized(speech.pnl(unrealized(account))), marginRatio(speech, account)),
  );
}

function accountText(speech: Speech, overview: AccountOverview): FormattedString {
  const words = speech.say(reportTexts);
  const status = speech.say(statusTexts);
  const { account, health, positionMode, openPositions, openOrders } = overview;
  return lines(
    dotted(
      badge(overview),
      health.isReady ? status.connected : status.notConnected,
      formatAge(speech, overview.heardAgoMs),
    ),
    health.isReady || health.lastError === null ? null : formatSaid(speech, health.lastError),
    account === null ? null : moneyLines(speech, account),
    account === null ? null : dotted(words.positions(openPositions), words.openOrders(openOrders), positionMode),
  );
}

/** Every account that is open to the person, and what they are worth together. */
export function accountsCard(speech: Speech, overviews: readonly AccountOverview[]): Card {
  if (overviews.length === 0) return { text: new FormattedString(speech.say(balanceTexts).none), buttons: [] };
  return {
    text: paragraphs(...overviews.map((overview) => accountText(speech, overview)), totalText(speech, overviews)),
    buttons: [],
  };
}
