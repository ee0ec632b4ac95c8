import { FormattedString } from '@grammyjs/parse-mode';
import type { Speech } from '../../language/speech.ts';
import { noticeTexts } from '../../language/texts/notice.ts';
import { badge, type Badged } from '../badge.ts';
import { dotted } from '../lines.ts';

/** `🛡 LIVE main · BTCUSDT stop …`: what happened, and on which account. */
export function head(icon: string, account: Badged, text: string): FormattedString {
  return dotted(FormattedString.join([`${icon} `, badge(account)]), FormattedString.bold(text));
}

/** `BTCUSDT`, or `BTCUSDT long` in hedge mode. */
export function place(
  speech: Speech,
  { symbol, positionSide }: { readonly symbol: string; readonly positionSide: string },
): string {
  const { side } = speech.say(noticeTexts);
  return positionSide === 'long' || positionSide === 'short' ? `${symbol} ${side[positionSide]}` : symbol;
}
