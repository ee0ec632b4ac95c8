import { roleTexts } from '../language/texts/help.ts';
import { handTexts } from '../language/texts/hand.ts';
import type { DeskContext } from './desk-context.ts';
import { accept, refuse, type DeskResult } from './desk-result.ts';
import { canTrade, type DeskUser } from './desk-user.ts';
import { visibleAccounts } from './resolve-account.ts';
import { parseWords } from './words.ts';

/** What a person who may trade has written; refused is who only looks. */
export function readTraderWords(
  context: DeskContext,
  user: DeskUser,
  text: string,
): DeskResult<ReturnType<typeof parseWords>> {
  if (!canTrade(user)) return refuse('role', ({ say }) => say(handTexts).mayLook(say(roleTexts)[user.role]));
  return accept(parseWords(text, visibleAccounts(context, user)));
}
