import { INTENT_END_STATES, INTENT_STATES } from '@perpdesk/journal/port';
import type { Phrase, Speech } from '../language/speech.ts';
import { handTexts } from '../language/texts/hand.ts';
import { settleTexts } from '../language/texts/settle.ts';
import type { DeskContext } from './desk-context.ts';
import { actorOf, type DeskUser } from './desk-user.ts';
import type { SideName } from './owners.ts';
import { tryRead } from './trade-door.ts';

export const OPEN_STATES = INTENT_STATES.filter((state) => !INTENT_END_STATES.includes(state));

/** What the ledger calls what a person owns, or enters, by themselves. */
export function ownStream(user: Pick<DeskUser, 'id'>, { symbol, positionSide }: Omit<SideName, 'brokerId'>): string {
  const side = positionSide === 'net' ? '' : `:${positionSide}`;
  return `operator/${actorOf(user)}/${symbol}${side}`;
}

/** A person's reduction takes the entries back that they have open beside it, but those of which nobody knows: how many. */
export async function entriesGo(
  { journal }: Pick<DeskContext, 'journal'>,
  user: Pick<DeskUser, 'id'>,
  { brokerId, symbol, positionSide }: SideName,
): Promise<readonly Phrase[]> {
  const stream = ownStream(user, { symbol, positionSide });
  const open = (await tryRead(() => journal.listIntents({ states: OPEN_STATES }))) ?? [];
  const entries = open.filter((row) => row.kind === 'increase' && row.brokerId === brokerId && row.stream === stream);
  const unknown = entries.filter(({ state }) => state === 'needs-operator').length;
  const going = entries.length - unknown;
  return [
    ...(going === 0 ? [] : [({ say }: Speech) => say(handTexts).entriesGo(going, symbol)]),
    ...(unknown === 0 ? [] : [({ say }: Speech) => say(settleTexts).stays(unknown, symbol)]),
  ];
}
