import { exportCards } from '../../format/export-cards.ts';
import { refusalCard } from '../../format/plain-card.ts';
import { pick } from '../../language/in-languages.ts';
import { exportTexts } from '../../language/texts/export.ts';
import type { ChatCommand } from '../chat-command.ts';
import { READ } from './answer.ts';

export const exportCommand: ChatCommand = {
  ...READ,
  access: 'member',
  name: 'export',
  help: pick(exportTexts, 'export'),
  async run({ desk }, { user, text, speech, reply }) {
    const exported = await desk.export(user, text);
    if (!exported.ok) {
      await reply(refusalCard(speech, exported));
      return;
    }
    for (const card of exportCards(speech, exported.value)) await reply(card);
  },
};
