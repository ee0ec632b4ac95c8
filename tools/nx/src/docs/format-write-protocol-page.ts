import type { INTENT_TRANSITIONS } from '@perpdesk/journal/port';
import type { DEFAULT_TIMINGS } from '@perpdesk/signals';

type Transitions = typeof INTENT_TRANSITIONS;
type Timings = typeof DEFAULT_TIMINGS;

/** The text of docs/write-protocol.md. */
export function formatWriteProtocolPage(transitions: Transitions, timings: Timings): string {
  const rows = Object.entries(transitions).map(
    ([from, to]) => `| \`${from}\` | ${to.length === 0 ? 'an end' : to.map((state) => `\`${state}\``).join(', ')} |\n`,
  );
  const seconds = (ms: number) => `${ms / 1_000} s`;
  return `# How an order is written

Every write that can move money goes this way; there is no second one. \`packages/signals/src/execute\` is the only place in the program that calls a broker's writes (lint proves it), and it is the same for SQLite and PostgreSQL. Why: a client order id is unique among *open* orders only, so neither sending again under the same id nor asking before sending keeps an order from being placed twice.

1. **Mark.** One update sets the intent to \`sending\`: attempt, client order id, validity in the exchange's time, row version, and where the journal is shared the lease; limits are checked in the same transaction, with all that is planned, sending, unknown or open counted as used. Commit.
2. **Send** exactly that validity, once, by one transport. Entries and exits are valid for ${seconds(timings.entryValidityMs)}, stops and targets for ${seconds(timings.stopValidityMs)}.
3. **Settle** by the answer, the stream, or a look by client order id: forward only.
4. **Prove** what is not known. Absence counts only when a server time *read from an answer* is past the validity's end plus the margin (${seconds(timings.absenceMarginMs)}), and two looks at least ${seconds(timings.lookGapMs)} apart find the order in neither service.

## States of an intent

An update that keeps the state is always allowed; the journal refuses every other. \`sending\` is the mark: whoever writes it, from \`sending\` itself too, raises \`attempt\` by one.

| from | to |
| --- | --- |
${rows.join('')}
## What each answer leads to

| what is known | entry | exit | stop, target |
| --- | --- | --- | --- |
| the order, accepted | \`accepted\`; its slot stays taken until it ends, but for one that rests | \`accepted\` | \`accepted\`: it stands |
| a fill | owned grows by it; its stop is marked in the same commit | owned shrinks by it | owned shrinks by it |
| refused by the exchange | \`rejected\`; the account sits out | \`rejected\`; planned anew from what is owned, after a wait that grows to 30 s | \`rejected\`; a stop: the position is closed and the chat alarmed |
| ended by the exchange without a fill | \`expired\`, \`canceled\`; the account sits out, but for what its route goes on with | the same; planned anew, after a wait that grows to 30 s | the same; placed anew at once, after a second where it ends so again; one at the market after 30 s |
| proof that nothing was executed (no connection, limits, overload, clock, validity over) | \`sending\` again with a new mark, at most five times and while it is fresh | \`sending\` again, without end; other exits of its lane go meanwhile | \`sending\` again, at most a second later |
| anything else: no answer, a cut connection, -1001, -1007, 5xx | \`unknown\`: blocks the entries of its lane | \`unknown\`: blocks the exits of its lane | \`unknown\`; one second stop may be sent under an id of its own |
| absence proven | \`sending\` once more while its signal is younger than ${seconds(timings.resendFreshMs)}, else \`expired\` | \`expired\`; planned anew from what is owned | \`expired\`; placed anew while its position lacks it |
| taken, and not known any more (what ended unfilled is forgotten after days) | \`canceled\`, by two looks once the past is read; nothing of it goes on | the same; planned anew from what is owned | \`expired\`, by two looks; placed anew while its position lacks it |
| nobody can be asked about it (\`unsupported\`) | \`needs-operator\`, told loudly | the same; one that closes what has no stop is sent again after 30 s, ever more seldom, while its position is there | the same |
| a later exit of its strategy, before it was sent | \`superseded\` | – | – |
| its goal holds already | – | \`canceled\` | \`canceled\` |

A process that dies leaves \`planned\` and \`sending\` behind. At the next start every \`sending\` is looked up first, then fills and positions are read, then the lanes go on: old entries expire, exits run.

**Exits are goals.** "At most x of this side" has no age and no number of attempts. An exit takes older unsent entries of its strategy away, cancels the resting ones, closes at once what is proven filled, and stands until every older entry that was sent is settled: what of those fills later is closed on its fill.

**A stop is replaced** by placing the new one, proving it, and canceling the old one then; where both would close the whole side, by way of one with a quantity. A target is canceled before its successor is placed. ${seconds(timings.nakedLimitMs)} without a proven stop while the exchange answers: the position is closed and the chat alarmed. The watchdog compares stops and positions every ${seconds(timings.watchdogMs)} and after each reconnect.

**/panic** persists its block, voids what is planned and what asks, cancels entry orders only, closes every side from a fresh read, cancels stops and targets of what is flat, and says FLAT when every order in doubt is past its validity and margin and a second read shows nothing.

Made from the journal's table of transitions and the engine's times by \`npm run docs\`.
`;
}
