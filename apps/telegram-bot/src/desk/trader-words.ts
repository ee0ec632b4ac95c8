import { roleTexts } from '../language/texts/help.ts';
import { handTexts } from '../language/texts/hand.ts';
import type { DeskContext } from './desk-context.ts';
import { accept, refuse, type DeskResult } from './desk-result.ts';
import { canTrade, type DeskUser } from './desk-user.ts';
import { visibleAccounts } from './resolve-account.ts';
import { parseWords } from './words.ts';

export interface TraderWords extends ReturnType<typeof parseWords> {
  /** Ids of the accounts that the person sees. */
  readonly visible: readonly string[];
}

/** What a person who may trade has written; refused is who only looks. */
export function readTraderWords(context: DeskContext, user: DeskUser, text: string): DeskResult<TraderWords> {
  if (!canTrade(user)) return refuse('role', ({ say }) => say(handTexts).mayLook(say(roleTexts)[user.role]));
  const visible = visibleAccounts(context, user);
  return accept({ ...parseWords(text, visible), visible });
}
