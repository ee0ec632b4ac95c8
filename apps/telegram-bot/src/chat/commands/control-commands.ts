import { refusalCard } from '../../format/plain-card.ts';
import type { ChatCommand } from '../chat-command.ts';

const CONTROL = { aliases: [], usage: '' } as const;

/** The engine tells every chat that hears of signals, this one too: no answer of our own beside it. */
export const pauseCommand: ChatCommand = {
  ...CONTROL,
  access: 'member',
  asksWhenLate: false,
  name: 'pause',
  description: 'no entries until /resume',
  details: ['Signals and /long, /short are refused; closing stays possible. It holds over restarts.'],
  async run({ desk, directory }, call) {
    const result = await desk.pause(call.user, directory.relayFor(call.address, null));
    if (!result.ok) await call.reply(refusalCard(result));
  },
};

export const resumeCommand: ChatCommand = {
  ...CONTROL,
  access: 'member',
  asksWhenLate: true,
  name: 'resume',
  description: 'allow entries again',
  details: ['Lifts /pause and the block of /panic, and accepts a drift that halts entries.'],
  async run({ desk, directory }, call) {
    const result = await desk.resume(call.user, directory.relayFor(call.address, null));
    if (!result.ok) await call.reply(refusalCard(result));
  },
};
