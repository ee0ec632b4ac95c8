import type { Journal } from '@perpdesk/journal/port';

const LOOKED_AT = 10_000;
const HINTS = 3;
const NEAR = 2;

/** Why there is no signal of this id, with ids that may be meant. */
export async function explainUnknown(journal: Journal, id: string): Promise<string> {
  const orders = [...(await journal.listIntents({ ids: [id] })), ...(await journal.listIntents({ clientOrderId: id }))];
  const [order] = orders;
  if (order !== undefined) return `${id} is an order of signal ${order.signalId}.`;
  const known = (await journal.listSignals({ newest: LOOKED_AT })).map((row) => row.id);
  if (known.length === 0) return 'The journal holds no signals.';
  const begun = id.length < 2 ? [] : known.filter((other) => other.startsWith(id));
  const near = known.filter((other) => distance(other, id) <= NEAR);
  const hints = [...new Set([...begun, ...near])].slice(0, HINTS);
  return hints.length === 0
    ? `There is no signal ${id}. perpdesk signals list shows which there are.`
    : `There is no signal ${id}. Near it: ${hints.join(', ')}.`;
}

/** How many characters are to be changed, added or left out; more than {@link NEAR} is all the same. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > NEAR) return NEAR + 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, character] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const kept = (row[j] ?? 0) + (character === other ? 0 : 1);
      next.push(Math.min(kept, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
