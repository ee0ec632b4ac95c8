import type { IntentRow } from '@perpdesk/journal/port';
import { readJournalFile } from './truth.test.fixture.ts';

const OPEN_WORK = `
  SELECT 'signal ' || id || ' is ' || state AS work FROM signals WHERE state NOT IN ('done', 'refused')
  UNION ALL SELECT 'message ' || eventId || ' waits' FROM outbox WHERE state = 'pending'
  UNION ALL SELECT 'card ' || nonce || ' is being carried out' FROM confirms WHERE state = 'executing'
  UNION ALL SELECT 'update ' || updateId || ' waits' FROM updates WHERE state = 'pending'
  UNION ALL SELECT 'the panic goes on' FROM flags WHERE name = 'panic-block' AND value LIKE '%"finished":false%'
`;
const OPEN_INTENTS = `
  SELECT * FROM intents WHERE state NOT IN ('filled', 'rejected', 'expired', 'canceled', 'superseded', 'needs-operator')
`;

/** Why the desk still has something to do, by its journal; `null`: nothing. */
export function whyUnsettled(folder: string, signals: number): string | null {
  return readJournalFile(folder, (rows) => {
    const [stored] = rows<{ readonly count: number }>('SELECT count(*) AS count FROM signals');
    if ((stored?.count ?? 0) < signals) return `${stored?.count ?? 0} of ${signals} signals are stored`;
    const intent = rows<IntentRow>(OPEN_INTENTS).find((row) => !isStandingStop(row));
    if (intent !== undefined) return `${intent.kind} ${intent.id} is ${intent.state}`;
    return rows<{ readonly work: string }>(OPEN_WORK)[0]?.work ?? null;
  });
}

function isStandingStop({ kind, state, goal }: IntentRow): boolean {
  const { leaving } = JSON.parse(goal) as { readonly leaving: boolean };
  return kind === 'stop' && state === 'accepted' && !leaving;
}
