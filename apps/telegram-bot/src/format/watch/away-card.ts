import { FormattedString } from '@grammyjs/parse-mode';
import type { AwayMessage } from '../../watch/watch-message.ts';
import type { Speech } from '../../language/speech.ts';
import { summaryTexts } from '../../language/texts/summary.ts';
import { readAmount } from '../amount.ts';
import { badge } from '../badge.ts';
import type { Card } from '../card.ts';
import { dotted, lines } from '../lines.ts';

/** How long the desk was not running, and what its accounts did meanwhile. */
export function awayCard(speech: Speech, { fromAt, toAt, accounts }: AwayMessage): Card {
  const words = speech.say(summaryTexts);
  return {
    text: lines(
      dotted(
        FormattedString.join(['💤 ', FormattedString.bold(words.away(speech.span(toAt - fromAt)))]),
        words.span(speech.dayTime(fromAt), speech.dayTime(toAt)),
      ),
      words.meanwhile,
      ...accounts.map(({ account, isUnread, fills, realizedPnl, symbols }) => {
        const pnl = readAmount(realizedPnl);
        return dotted(
          badge(account),
          isUnread && fills === 0 ? words.unread : fills === 0 ? words.nothing : words.fills(fills),
          symbols.length === 0 ? null : symbols.join(', '),
          pnl.isZero() ? null : words.realized(speech.pnl(pnl)),
        );
      }),
    ),
    buttons: [],
  };
}
