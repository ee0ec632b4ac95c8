import { LEFT_OUT } from '@perpdesk/signals';
import type { Phrase } from '../language/speech.ts';
import { refusalTexts } from '../language/texts/refusal.ts';
import type { DeskContext } from './desk-context.ts';
import type { SideName } from './owners.ts';

/**
 * Why an entry would only wait, in one sentence: of an order of that symbol before it nobody can say what became of it.
 * `null`: there is none.
 */
export async function unsettledBefore(
  { journal }: Pick<DeskContext, 'journal'>,
  { brokerId, symbol }: Omit<SideName, 'positionSide'>,
): Promise<Phrase | null> {
  const rows = await journal.listIntents({ states: ['needs-operator'] });
  const isBefore = rows.some((row) => row.brokerId === brokerId && row.symbol === symbol && row.code !== LEFT_OUT);
  return isBefore ? ({ say }) => say(refusalTexts).unsettled(symbol, brokerId) : null;
}
