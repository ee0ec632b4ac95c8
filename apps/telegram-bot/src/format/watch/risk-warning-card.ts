import type { RiskMessage } from '../../watch/watch-message.ts';
import type { Speech } from '../../language/speech.ts';
import { noticeTexts } from '../../language/texts/notice.ts';
import { riskWarningTexts } from '../../language/texts/risk-warning.ts';
import { readAmount, type Scales } from '../amount.ts';
import type { Card } from '../card.ts';
import { dotted, lines, type Line } from '../lines.ts';
import { head } from '../notice/notice-head.ts';

function factsOf(speech: Speech, message: RiskMessage, scales: Scales): Line {
  const words = speech.say(riskWarningTexts);
  const { about, account, symbol, asset } = message;
  const [now, edge] = [readAmount(message.now), readAmount(message.edge)];
  const money = (amount: typeof now) => `${speech.money(amount)} ${asset}`;
  switch (about) {
    case 'liquidation':
    case 'stop': {
      const scale = scales(account.brokerId, symbol ?? '');
      return dotted(words.mark(speech.price(now, scale)), words.edge[about](speech.price(edge, scale)));
    }
    case 'margin':
      return dotted(words.maintenance(money(edge)), words.equity(money(now)), words.liquidates);
    case 'day-drawdown':
    case 'drawdown':
      return dotted(words.equity(money(now)), words.was(money(edge)));
    default:
      return about satisfies never;
  }
}

/** A level of an account that was crossed, or is left again. */
export function riskWarningCard(speech: Speech, message: RiskMessage, scales: Scales): Card {
  const words = speech.say(riskWarningTexts);
  const { type, about, account, symbol, direction } = message;
  const percent = speech.share(readAmount(message.percent));
  const level = speech.share(readAmount(message.level));
  const side = direction === null ? null : speech.say(noticeTexts).side[direction];
  const place = [symbol, side].filter((part) => part !== null).join(' ');
  const isDistance = about === 'liquidation' || about === 'stop';
  const what = isDistance ? words[about](place, percent) : words[about](percent);
  const isOver = type === 'risk.eased';
  return {
    text: lines(
      head(isOver ? '✅' : '⚠️', account, isOver ? `${words.again}: ${what}` : what),
      factsOf(speech, message, scales),
      isDistance ? words.below(level) : words.above(level),
    ),
    buttons: [],
  };
}
