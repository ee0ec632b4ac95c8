import { roleOfAll } from '../../desk/desk-user.ts';
import { plainCard, refusalCard } from '../../format/plain-card.ts';
import { pick } from '../../language/in-languages.ts';
import { tradeCommandTexts } from '../../language/texts/trade-commands.ts';
import type { ChatCommand } from '../chat-command.ts';
import { isHeldBack } from './hold-back.ts';

const CONTROL = { aliases: [] } as const;

/** The engine tells every chat that hears of signals, this one too: no answer of our own beside it. */
export const pauseCommand: ChatCommand = {
  ...CONTROL,
  access: 'member',
  asksWhenLate: false,
  name: 'pause',
  help: pick(tradeCommandTexts, 'pause'),
  async run({ desk, directory }, call) {
    const result = await desk.pause(call.user, directory.relayFor(call.address, null));
    if (!result.ok) await call.reply(refusalCard(call.speech, result));
    else if (result.value !== null) await call.reply(plainCard(result.value(call.speech)));
  },
};

export const resumeCommand: ChatCommand = {
  ...CONTROL,
  access: 'member',
  asksWhenLate: true,
  name: 'resume',
  help: pick(tradeCommandTexts, 'resume'),
  async run(services, call) {
    const { desk, directory } = services;
    const allowed = await desk.mayResume(call.user);
    const role = roleOfAll(call.user) === 'owner' ? 'owner' : 'trader';
    if (allowed.ok && (await isHeldBack(services, call, { text: '/resume', role }))) return;
    const result = await desk.resume(call.user, directory.relayFor(call.address, null));
    if (!result.ok) await call.reply(refusalCard(call.speech, result));
  },
};
