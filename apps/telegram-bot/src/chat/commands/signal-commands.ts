import { signalCard } from '../../format/signal-card.ts';
import { signalsCard } from '../../format/signals-card.ts';
import { pick } from '../../language/in-languages.ts';
import { reportCommandTexts } from '../../language/texts/report-commands.ts';
import type { ChatCommand } from '../chat-command.ts';
import { answerLive, READ } from './answer.ts';

export const signalsCommand: ChatCommand = {
  ...READ,
  access: 'member',
  name: 'signals',
  help: pick(reportCommandTexts, 'signals'),
  run: async ({ desk }, call) => answerLive(call, 'signals', await desk.signals(call.user, call.text), signalsCard),
};

export const signalCommand: ChatCommand = {
  ...READ,
  access: 'member',
  name: 'signal',
  help: pick(reportCommandTexts, 'signal'),
  run: async ({ desk }, call) => answerLive(call, 'signal', await desk.signal(call.user, call.text), signalCard),
};
