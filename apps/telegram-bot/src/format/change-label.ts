import type { GuardedCommand } from '../desk/confirm-command.ts';
import type { Speech } from '../language/speech.ts';
import { handTexts } from '../language/texts/hand.ts';

/** `BTCUSDT LONG: SL off · TP 62000`. */
export function changeLabel(
  { digits, say }: Speech,
  { symbol, direction, stopLoss, takeProfits, trailing }: Extract<GuardedCommand, { readonly type: 'protect' }>,
): string {
  const { off, trailing: trails } = say(handTexts).short;
  const level = (text: string) => (text === 'off' ? off : digits(text));
  const targets = takeProfits === null || takeProfits === 'off' ? [] : takeProfits;
  const parts = [
    stopLoss === null ? '' : `SL ${level(stopLoss)}`,
    takeProfits === 'off' ? `TP ${off}` : targets.map(({ price }) => `TP ${digits(price)}`).join(' · '),
    trailing === null ? '' : `${trails} ${trailing === 'off' ? off : `${digits(trailing.callback)}%`}`,
  ];
  return `${symbol} ${direction.toUpperCase()}: ${parts.filter((part) => part !== '').join(' · ')}`;
}
