import { FormattedString } from '@grammyjs/parse-mode';
import type { SilenceMessage } from '../../watch/watch-message.ts';
import type { Speech } from '../../language/speech.ts';
import { silenceTexts } from '../../language/texts/silence.ts';
import type { Card } from '../card.ts';
import { dotted, lines } from '../lines.ts';

/** A strategy that has sent nothing for too long, or sends again. */
export function silenceCard(speech: Speech, message: SilenceMessage): Card {
  const words = speech.say(silenceTexts);
  const { type, routeId, stream, lastAt, silentMs, bars } = message;
  const what = stream ?? routeId;
  const span = speech.span(silentMs);
  if (type === 'signal.resumed') {
    const text = dotted(FormattedString.join(['🔔 ', FormattedString.bold(words.again(what))]), words.after(span));
    return { text, buttons: [] };
  }
  return {
    text: lines(
      FormattedString.join(['🔕 ', FormattedString.bold(words.silent(what))]),
      dotted(
        bars === null ? words.forSpan(span) : `${words.forBars(bars)} (${span})`,
        lastAt === null ? words.never : words.last(speech.moment(lastAt)),
      ),
      words.look,
    ),
    buttons: [],
  };
}
