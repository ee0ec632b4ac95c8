import { plainCard } from '../../format/plain-card.ts';
import { pick } from '../../language/in-languages.ts';
import { approvalTexts } from '../../language/texts/approval.ts';
import { approvalCommandTexts } from '../../language/texts/approval-commands.ts';
import type { ChatCommand } from '../chat-command.ts';
import { readCode } from '../read-code.ts';

/** Where no code is waited for, or none was written: the rest is the composer's. */
export const codeCommand: ChatCommand = {
  access: 'member',
  name: 'code',
  aliases: [],
  asksWhenLate: false,
  help: pick(approvalCommandTexts, 'code'),
  async run(_, call) {
    const words = call.speech.say(approvalTexts);
    if (readCode(call.text) === null) await call.reply(plainCard(words.form));
    else await Promise.all([call.forget(), call.reply(plainCard(words.noneWaits))]);
  },
};
