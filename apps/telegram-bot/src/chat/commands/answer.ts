import type { DeskResult } from '../../desk/desk-result.ts';
import type { Card } from '../../format/card.ts';
import { refusalCard } from '../../format/plain-card.ts';
import { viewButton } from '../../format/view-button.ts';
import type { Speech } from '../../language/speech.ts';
import { chartTexts } from '../../language/texts/chart.ts';
import type { MemberCall } from '../chat-command.ts';

/** What commands have in common that only read. */
export const READ = { aliases: [], asksWhenLate: false, isView: true } as const;

/** Answers with the card of what was read, or with why nothing was. */
export async function answer<T>(
  call: MemberCall,
  result: DeskResult<T>,
  toCard: (speech: Speech, value: T) => Card,
): Promise<void> {
  await call.reply(result.ok ? toCard(call.speech, result.value) : refusalCard(call.speech, result));
}

/** The card of a reading command, with a button that shows it anew in its place. */
export function live(call: MemberCall, name: string, card: Card): Card {
  const label = call.speech.say(chartTexts).refresh;
  const refresh = viewButton(label, { command: `${name} ${call.text}`, as: 'here' });
  return refresh.length === 0 ? card : { ...card, buttons: [...card.buttons, refresh] };
}

/** The same as `answer`, for what changes by itself. */
export async function answerLive<T>(
  call: MemberCall,
  name: string,
  result: DeskResult<T>,
  toCard: (speech: Speech, value: T) => Card,
): Promise<void> {
  await answer(call, result, (speech, value) => live(call, name, toCard(speech, value)));
}
