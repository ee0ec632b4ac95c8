import type { DeskResult } from '../../desk/desk-result.ts';
import type { Card } from '../../format/card.ts';
import { refusalCard } from '../../format/plain-card.ts';
import type { Speech } from '../../language/speech.ts';
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
