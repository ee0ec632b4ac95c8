import { refusalCard } from '../../format/plain-card.ts';
import { pnlCard } from '../../format/pnl-card.ts';
import { pick } from '../../language/in-languages.ts';
import { pnlTexts } from '../../language/texts/pnl.ts';
import { pnlPicture } from '../../picture/pnl-picture.ts';
import type { ChatCommand } from '../chat-command.ts';
import { READ } from './answer.ts';

export const pnlCommand: ChatCommand = {
  ...READ,
  access: 'member',
  name: 'pnl',
  help: pick(pnlTexts, 'pnl'),
  async run({ desk, draw }, { user, text, speech, reply }) {
    const pnl = await desk.pnl(user, text);
    if (!pnl.ok) {
      await reply(refusalCard(speech, pnl));
      return;
    }
    const { series, period, accounts, fromAt } = pnl.value;
    const title = speech.say(pnlTexts).title[period];
    const unit = period === 'today' ? 'hour' : 'day';
    const picture = series === null ? null : await draw(pnlPicture(speech, { title, unit, accounts, fromAt, series }));
    await reply(pnlCard(speech, pnl.value, picture));
  },
};
