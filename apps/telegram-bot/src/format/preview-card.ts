import { FormattedString } from '@grammyjs/parse-mode';
import type { ClosePreview, OpenPreview, PanicPreview } from '../desk/preview.ts';
import type { Speech } from '../language/speech.ts';
import { editSizeTexts } from '../language/texts/edit-size.ts';
import { handTexts } from '../language/texts/hand.ts';
import { previewTexts } from '../language/texts/preview.ts';
import { formatAge } from './age.ts';
import { badge, type Badged } from './badge.ts';
import type { Card } from './card.ts';
import { confirmButtons } from './confirm-buttons.ts';
import { levelLines, orderWord } from './entry-lines.ts';
import { dotted, lines, paragraphs } from './lines.ts';
import { formatLeverage } from './position-card.ts';

/** Real money is marked before anything else. */
function head(account: Badged): FormattedString {
  return account.environment === 'live' ? FormattedString.join(['⚠️ ', badge(account)]) : badge(account);
}

function validity(speech: Speech, expiresAt: number): string {
  return speech.say(previewTexts).validity(speech.time(expiresAt));
}

export function openCard(speech: Speech, preview: OpenPreview): Card {
  const words = speech.say(previewTexts);
  const { instrument, quantity, direction, price, notional, margin } = preview;
  const shown = speech.quantity(quantity, instrument);
  const side = direction.toUpperCase();
  const label = words.place(side, shown);
  return {
    text: lines(
      head(preview),
      FormattedString.join([
        FormattedString.bold(`${side} ${instrument.symbol} ${shown}`),
        ` · ${orderWord(speech, preview)}`,
      ]),
      dotted(
        words.price(speech.price(price, instrument)),
        words.notional(speech.money(notional), instrument.quoteAsset),
      ),
      dotted(
        leverageText(speech, preview),
        margin === null ? null : words.margin(speech.money(margin)),
        words.fee(speech.money(preview.fee), preview.liquidity),
      ),
      ...levelLines(speech, preview),
      liquidationText(speech, preview),
      ...preview.notes.map((note) => note(speech)),
      formatAge(speech, preview.heardAgoMs),
      validity(speech, preview.expiresAt),
    ),
    buttons: [
      ...confirmButtons(speech, preview.nonce, label, direction === 'long' ? 'success' : 'danger'),
      [{ type: 'tap', label: speech.say(editSizeTexts).edit, data: `e:${preview.nonce}` }],
    ],
  };
}

/** Where the account would be liquidated, beside where it is now; nothing where no price reaches it. */
function liquidationText(
  speech: Speech,
  { liquidation, liquidationBefore: before, instrument }: OpenPreview,
): string | null {
  const words = speech.say(previewTexts);
  if (liquidation.type === 'none') return null;
  if (liquidation.type === 'unknown') return words.liquidationUnknown;
  const after = speech.price(liquidation.price, instrument);
  return before === null
    ? words.liquidation(after)
    : speech.say(handTexts).liquidationAfter(speech.price(before, instrument), after);
}

/** `20x cross (now 10x)`. */
function leverageText(speech: Speech, { leverage, leverageBefore, marginType }: OpenPreview): string {
  const shown = formatLeverage(leverage, marginType);
  return leverageBefore === null ? shown : `${shown} ${speech.say(previewTexts).leverageNow(leverageBefore)}`;
}

export function closeCard(speech: Speech, preview: ClosePreview): Card {
  const words = speech.say(previewTexts);
  const { instrument, position, quantity, isAll } = preview;
  const shown = speech.quantity(quantity, instrument);
  const side = position.quantity.isNegative() ? 'SHORT' : 'LONG';
  const whole = speech.quantity(position.quantity, instrument);
  const share = position.unrealizedPnl.times(quantity).dividedBy(position.quantity.abs());
  return {
    text: lines(
      head(preview),
      FormattedString.join([
        FormattedString.bold(words.closeTitle(instrument.symbol, side, shown)),
        isAll ? ` · ${words.allHeld} · ${words.market}` : ` ${words.of(whole)} · ${words.market}`,
      ]),
      dotted(
        words.price(speech.price(position.markPrice, instrument)),
        words.pnlBeforeFees(speech.pnl(share), instrument.settleAsset),
      ),
      ...preview.notes.map((note) => note(speech)),
      formatAge(speech, preview.heardAgoMs),
      validity(speech, preview.expiresAt),
    ),
    buttons: confirmButtons(speech, preview.nonce, isAll ? words.closeWhole : words.close(shown), 'danger'),
  };
}

export function panicCard(speech: Speech, preview: PanicPreview): Card {
  const words = speech.say(previewTexts);
  const summary = preview.accounts.map((account) => {
    const positions = account.positions.map(
      (it) => `${it.symbol} ${it.quantity.isNegative() ? 'SHORT' : 'LONG'} ${speech.quantity(it.quantity, null)}`,
    );
    return lines(
      badge(account),
      positions.length === 0 ? words.noPositions : speech.list(positions),
      account.openOrders === 0 ? null : words.openOrders(account.openOrders),
    );
  });
  return {
    text: paragraphs(
      FormattedString.bold(words.panic),
      words.panicMeans,
      ...summary,
      words.validUntil(speech.time(preview.expiresAt)),
    ),
    buttons: [[{ type: 'tap', label: words.closeEverything, data: `c:${preview.nonce}:y`, style: 'danger' }]],
  };
}
