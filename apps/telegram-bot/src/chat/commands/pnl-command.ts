import { pnlCard } from '../../format/pnl-card.ts';
import { pick } from '../../language/in-languages.ts';
import { pnlTexts } from '../../language/texts/pnl.ts';
import type { ChatCommand } from '../chat-command.ts';
import { answer, READ } from './answer.ts';

export const pnlCommand: ChatCommand = {
  ...READ,
  access: 'member',
  name: 'pnl',
  help: pick(pnlTexts, 'pnl'),
  run: async ({ desk }, call) => answer(call, await desk.pnl(call.user, call.text), pnlCard),
};
