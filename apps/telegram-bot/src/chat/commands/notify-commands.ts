import { refusalCard } from '../../format/plain-card.ts';
import { muteCard, notifyCard, notifyCardOf } from '../../format/notify-card.ts';
import { pick } from '../../language/in-languages.ts';
import { notifyCommandTexts } from '../../language/texts/notify-commands.ts';
import type { ChatCommand } from '../chat-command.ts';

const NOTIFY = { aliases: [], asksWhenLate: false } as const;

export const notifyCommand: ChatCommand = {
  ...NOTIFY,
  access: 'member',
  name: 'notify',
  help: pick(notifyCommandTexts, 'notify'),
  async run({ notify }, call) {
    if (call.text.trim() === '') {
      await call.reply(notifyCard(call.speech, notify.report(call.address)));
      return;
    }
    const result = await notify.set(call.user, call.address, call.text);
    const [word = ''] = call.text.toLowerCase().trim().split(/\s+/u);
    await call.reply(result.ok ? notifyCardOf(call.speech, result.value, word) : refusalCard(call.speech, result));
  },
};

export const muteCommand: ChatCommand = {
  ...NOTIFY,
  access: 'member',
  name: 'mute',
  help: pick(notifyCommandTexts, 'mute'),
  async run({ notify }, call) {
    const result = await notify.mute(call.user, call.address, call.text);
    await call.reply(result.ok ? muteCard(call.speech, result.value) : refusalCard(call.speech, result));
  },
};

export const unmuteCommand: ChatCommand = {
  ...NOTIFY,
  access: 'member',
  name: 'unmute',
  help: pick(notifyCommandTexts, 'unmute'),
  async run({ notify }, call) {
    const result = await notify.unmute(call.user, call.address);
    await call.reply(result.ok ? muteCard(call.speech, result.value) : refusalCard(call.speech, result));
  },
};
