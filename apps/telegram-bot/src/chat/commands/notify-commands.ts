import { refusalCard } from '../../format/plain-card.ts';
import { muteCard, notifyCard } from '../../format/notify-card.ts';
import type { ChatCommand } from '../chat-command.ts';

const NOTIFY = { aliases: [], asksWhenLate: false } as const;

export const notifyCommand: ChatCommand = {
  ...NOTIFY,
  access: 'member',
  name: 'notify',
  usage: '[type|group|all loud|silent|off]',
  description: 'what rings in this chat',
  details: [
    '/notify shows it, with buttons.',
    '/notify order.filled silent',
    '/notify signal off',
    '/notify reset goes back to the configuration.',
    'It counts for this chat, or topic, alone. What nobody may miss always rings.',
  ],
  async run({ notify }, call) {
    if (call.text.trim() === '') {
      await call.reply(notifyCard(notify.report(call.address)));
      return;
    }
    const result = await notify.set(call.user, call.address, call.text);
    await call.reply(result.ok ? notifyCard(result.value) : refusalCard(result));
  },
};

export const muteCommand: ChatCommand = {
  ...NOTIFY,
  access: 'member',
  name: 'mute',
  usage: '30m|2h|1d',
  description: 'no sound here for a while',
  details: ['/mute 2h', 'Messages still come, without a sound. What nobody may miss rings all the same.'],
  async run({ notify }, call) {
    const result = await notify.mute(call.user, call.address, call.text);
    await call.reply(result.ok ? muteCard(result.value) : refusalCard(result));
  },
};

export const unmuteCommand: ChatCommand = {
  ...NOTIFY,
  access: 'member',
  name: 'unmute',
  usage: '',
  description: 'sound again',
  details: ['Ends /mute.'],
  async run({ notify }, call) {
    const result = await notify.unmute(call.user, call.address);
    await call.reply(result.ok ? muteCard(result.value) : refusalCard(result));
  },
};
