import { FormattedString } from '@grammyjs/parse-mode';
import type { Notice } from '@perpdesk/signals';
import type { Speech } from '../../language/speech.ts';
import { handNoticeTexts } from '../../language/texts/hand-notice.ts';
import { readAmount, type Scale } from '../amount.ts';
import { dotted, lines } from '../lines.ts';
import { head, place } from './notice-head.ts';
import { formatActor } from '../../language/actor.ts';
import { formatSaid } from '../../language/said.ts';

type Of<T extends Notice['type']> = Extract<Notice, { readonly type: T }>;

function by(speech: Speech, actor: string): string {
  return speech.say(handNoticeTexts).by(formatActor(speech, actor));
}

function priceText(speech: Speech, text: string, scale: Scale): string {
  return speech.price(readAmount(text), scale);
}

/** What was said, thing by thing; that an order stands is told once it does. */
export function protectionSetText(speech: Speech, notice: Of<'protection.set'>, scale: Scale): FormattedString {
  const words = speech.say(handNoticeTexts);
  const { stopLoss, takeProfits, trailing } = notice;
  const stop =
    stopLoss == null ? null : stopLoss === 'off' ? words.stopOff : words.stop(priceText(speech, stopLoss, scale));
  const targets =
    takeProfits == null
      ? null
      : takeProfits === 'off'
        ? words.targetsOff
        : words.targets(
            speech.list(
              takeProfits.map(
                (target) => `${priceText(speech, target.price, scale)}${partText(speech, target, scale)}`,
              ),
            ),
          );
  return lines(
    head('✍️', notice.account, words.set(place(speech, notice))),
    dotted(stop, targets, trailing == null ? null : trailingText(speech, trailing, scale)),
    words.stands(by(speech, notice.actor)),
  );
}

type Target = Exclude<NonNullable<Of<'protection.set'>['takeProfits']>, 'off'>[number];

function partText(speech: Speech, { share, quantity }: Target, scale: Scale): string {
  if (quantity !== undefined) return ` (${speech.quantity(readAmount(quantity), scale)})`;
  return share === null ? '' : ` (${speech.share(readAmount(share))})`;
}

function trailingText(speech: Speech, trailing: NonNullable<Of<'protection.set'>['trailing']>, scale: Scale): string {
  const words = speech.say(handNoticeTexts);
  if (trailing === 'off') return words.trailingOff;
  const { activation, callback } = trailing;
  const from = activation === null ? words.fromNow : words.fromPrice(priceText(speech, activation, scale));
  return words.trailing(speech.share(readAmount(callback)), from);
}

export function ordersCanceledText(speech: Speech, notice: Of<'orders.canceled'>): FormattedString {
  const words = speech.say(handNoticeTexts);
  const { canceled, gone, left, before = { filled: 0, canceled: 0 } } = notice;
  const unknown = gone - before.filled - before.canceled;
  return lines(
    head(
      left.length > 0 ? '⚠️' : canceled === 0 ? 'ℹ️' : '↩️',
      notice.account,
      canceled === 0 ? words.canceledNone : words.canceled(canceled),
    ),
    before.filled === 0 ? null : words.goneFilled(before.filled),
    before.canceled === 0 ? null : words.goneCanceled(before.canceled),
    unknown === 0 ? null : words.gone(unknown),
    ...left.map(({ symbol, clientOrderId, detail }) =>
      words.mayStand(`${symbol} ${clientOrderId}`, formatSaid(speech, detail)),
    ),
    by(speech, notice.actor),
  );
}

export function orderSettledText(speech: Speech, notice: Of<'order.settled'>): FormattedString {
  const words = speech.say(handNoticeTexts);
  const { account, symbol, filled, clientOrderId, signalId, actor } = notice;
  const is = filled === '0' ? words.settledGone(symbol) : words.settledFilled(symbol, speech.digits(filled));
  return lines(head('📝', account, is), dotted(by(speech, actor), FormattedString.code(clientOrderId ?? signalId)));
}

export function settingChangedText(speech: Speech, notice: Of<'setting.changed'>): FormattedString {
  const words = speech.say(handNoticeTexts);
  const { symbol, setting, from, to } = notice;
  const unit = setting === 'leverage' ? 'x' : '';
  const what = symbol === null ? words.setting[setting] : `${symbol} ${words.setting[setting]}`;
  const is = from === null || from === to ? words.is(`${to}${unit}`) : `${from}${unit} → ${to}${unit}`;
  return dotted(head('⚙️', notice.account, `${what} ${is}`), by(speech, notice.actor));
}
