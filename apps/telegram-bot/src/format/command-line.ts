import { FormattedString } from '@grammyjs/parse-mode';
import type { GuardedCommand } from '../desk/confirm-command.ts';
import { quotedNotional } from '../desk/quoted-notional.ts';
import type { Speech } from '../language/speech.ts';
import { approvalTexts } from '../language/texts/approval.ts';
import { handNoticeTexts } from '../language/texts/hand-notice.ts';
import { changeLabel } from './change-label.ts';

function notionalOf(speech: Speech, command: GuardedCommand): string {
  const notional = quotedNotional(command);
  return notional === null ? '' : `≈ ${speech.money(notional)}`;
}

function bold(...parts: readonly string[]): FormattedString {
  return FormattedString.bold(parts.filter((part) => part !== '').join(' · '));
}

/** What a card stands for, in one line, for whoever has not seen the card. */
export function commandLine(speech: Speech, command: GuardedCommand): FormattedString {
  const words = speech.say(approvalTexts).command;
  switch (command.type) {
    case 'open': {
      const { direction, symbol, quantity, limitPrice, stopLoss, takeProfits, leverage } = command;
      return bold(
        words.open(direction.toUpperCase(), symbol, speech.digits(quantity)),
        limitPrice === null ? words.market : words.at(speech.digits(limitPrice)),
        notionalOf(speech, command),
        stopLoss === null ? '' : words.stop(speech.digits(stopLoss)),
        ...takeProfits.map(({ price }) => `TP ${speech.digits(price)}`),
        leverage === null ? '' : words.leverage(`${leverage}`),
      );
    }
    case 'reverse':
      return bold(
        words.reverse(command.symbol, command.direction.toUpperCase(), speech.digits(command.quantity)),
        notionalOf(speech, command),
      );
    case 'protect':
      return FormattedString.bold(changeLabel(speech, command));
    case 'setting':
      return FormattedString.bold(
        words.setting(
          command.symbol,
          speech.say(handNoticeTexts).setting[command.name],
          command.name === 'leverage' ? `${command.value}x` : command.value,
        ),
      );
    case 'route':
      return FormattedString.bold(words.route(command.routeId, command.execute));
    case 'ask':
      return bold(
        words.ask(command.signalId),
        ...Object.entries(command.quantities ?? {}).map(([id, quantity]) => `@${id} ${speech.digits(quantity)}`),
        notionalOf(speech, command),
      );
    case 'run':
    case 'again':
      return FormattedString.code(command.text);
    case 'close':
    case 'cancel':
      return FormattedString.bold(`/${command.type} ${command.symbol}`);
    case 'settle': {
      const { settledGone, settledFilled } = speech.say(handNoticeTexts);
      const { symbol, filled } = command;
      return FormattedString.bold(
        `/settle · ${filled === '0' ? settledGone(symbol) : settledFilled(symbol, speech.digits(filled))}`,
      );
    }
    case 'panic':
      return FormattedString.bold('/panic');
    default:
      return command satisfies never;
  }
}
