import { roleTexts } from '../language/texts/help.ts';
import { refusalTexts } from '../language/texts/refusal.ts';
import type { AccountView } from '@perpdesk/broker-manager';
import type { DeskContext } from './desk-context.ts';
import { accept, refuse, type DeskResult } from './desk-result.ts';
import { canSee, canTradeOn, roleOn, type DeskUser } from './desk-user.ts';

/** The accounts that this person sees, in the order of the configuration. */
export function visibleAccounts(context: DeskContext, user: DeskUser): readonly string[] {
  return context.manager.ids.filter((id) => canSee(user, id));
}

function pickAccount(context: DeskContext, ids: readonly string[], name: string | null): DeskResult<AccountView> {
  const list = ids.map((id) => `@${id}`).join(', ');
  if (name === null) {
    const [only, second] = ids;
    if (only === undefined) return refuse('account', ({ say }) => say(refusalTexts).noAccount);
    if (second !== undefined) return refuse('account', ({ say }) => say(refusalTexts).whichAccount(list));
    return accept(context.manager.view(only));
  }
  const id = ids.find((candidate) => candidate === name) ?? ids.find((it) => it.toLowerCase() === name.toLowerCase());
  if (id === undefined)
    return refuse('account', ({ say }) => {
      const words = say(refusalTexts);
      return words.unknownAccount(name.slice(0, 32), list || words.noAccounts);
    });
  return accept(context.manager.view(id));
}

/** One account for a trade: the named one, or the only one that this person may trade on. */
export function resolveAccount(context: DeskContext, user: DeskUser, name: string | null): DeskResult<AccountView> {
  const ids = visibleAccounts(context, user);
  const trades = ids.filter((id) => canTradeOn(user, id));
  const found = pickAccount(context, name === null ? trades : ids, name);
  if (!found.ok || trades.includes(found.value.brokerId)) return found;
  const { brokerId } = found.value;
  return refuse('role', ({ say }) =>
    say(refusalTexts).mayNotTradeOn(brokerId, say(roleTexts)[roleOn(user, brokerId) ?? 'none']),
  );
}

/** Accounts for reading: the named one, or all. */
export function resolveAccounts(
  context: DeskContext,
  user: DeskUser,
  name: string | null,
): DeskResult<readonly AccountView[]> {
  if (name === null || name === 'all') {
    return accept(visibleAccounts(context, user).map((id) => context.manager.view(id)));
  }
  const one = pickAccount(context, visibleAccounts(context, user), name);
  return one.ok ? accept([one.value]) : one;
}
