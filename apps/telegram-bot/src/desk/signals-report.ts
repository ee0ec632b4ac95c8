import type { IntentRow, SignalRow } from '@perpdesk/journal/port';
import { readStoredSignal, readStory, type SignalStory, type StoredSignal } from '@perpdesk/signals';
import type { Environment, Instrument } from '@perpdesk/broker-core';
import type { DeskContext } from './desk-context.ts';
import { accept, refuse, type DeskResult } from './desk-result.ts';
import { actorOf, canSee, type DeskUser } from './desk-user.ts';
import { readCount } from './read-count.ts';
import { visibleRoutes } from './routes-report.ts';
import { parseWords } from './words.ts';
import { readRefusalTexts } from '../language/texts/read-refusal.ts';

type Head = Pick<SignalRow, 'id' | 'source' | 'state' | 'code' | 'stream' | 'receivedAt'>;

/** One signal of the list. */
export interface ListedSignal extends Head {
  /** As it was read; `null`: it was refused before. */
  readonly signal: StoredSignal['signal'] | null;
  /** Its orders on accounts that the person sees, protection left out. */
  readonly orders: readonly Pick<IntentRow, 'kind' | 'state' | 'code' | 'attempt'>[];
}

export interface SignalReport {
  /** Its legs on accounts that the person sees. */
  readonly story: SignalStory;
  readonly environments: ReadonlyMap<string, Environment>;
  readonly instrument: Instrument | null;
}

const COUNT = { usual: 10, most: 30, form: '/signals 20' } as const;
/** Of the newest: those among which a person's own, and the beginning of an id, are looked for. */
const LOOKED_AT = 1000;

/** Whether a signal concerns an account that the person sees. */
function concerns({ engine }: DeskContext, user: DeskUser, row: SignalRow, intents: readonly IntentRow[]): boolean {
  if (user.brokers === null) return true;
  if (intents.some(({ brokerId }) => canSee(user, brokerId))) return true;
  const route = engine.routes().find(({ id }) => row.source === `route:${id}`);
  if (route !== undefined) return route.brokerIds.some((id) => canSee(user, id));
  if (row.source !== `chat:${actorOf(user)}`) return false;
  const order = readStoredSignal(row.signal)?.order ?? null;
  return order !== null && canSee(user, order.brokerId);
}

/** Reads `[n] [route]`: newest first. */
export async function reportSignals(
  context: DeskContext,
  user: DeskUser,
  text: string,
): Promise<DeskResult<readonly ListedSignal[]>> {
  const { journal } = context;
  const counted = readCount(parseWords(text, []).rest, COUNT);
  if (!counted.ok) return counted;
  const { count, rest } = counted.value;
  const [typed] = rest;
  const routes = visibleRoutes(context, user);
  const route = typed === undefined ? null : routes.find(({ id }) => id.toLowerCase() === typed.toLowerCase());
  if (route === undefined) {
    const known = routes.map(({ id }) => id).join(', ');
    return refuse('usage', ({ say }) => {
      const words = say(readRefusalTexts);
      return words.noRoute((typed ?? '').slice(0, 32), known === '' ? words.none : known);
    });
  }
  const rows = await journal.listSignals({
    newest: user.brokers === null ? count : LOOKED_AT,
    ...(route === null ? {} : { source: `route:${route.id}` }),
  });
  const intents = rows.length === 0 ? [] : await journal.listIntents({ signalIds: rows.map(({ id }) => id) });
  const listed = rows.flatMap((row) => {
    const own = intents.filter(({ signalId }) => signalId === row.id);
    if (!concerns(context, user, row, own)) return [];
    const { id, source, state, code, stream, receivedAt } = row;
    const signal = readStoredSignal(row.signal)?.signal ?? null;
    const orders = own.filter(
      ({ kind, brokerId }) => (kind === 'increase' || kind === 'reduce') && canSee(user, brokerId),
    );
    return [{ id, source, state, code, stream, receivedAt, signal, orders }];
  });
  return accept(listed.slice(0, count));
}

/** Reads `ID`, of which the beginning will do where it is one signal's alone. */
export async function reportSignal(
  context: DeskContext,
  user: DeskUser,
  text: string,
): Promise<DeskResult<SignalReport>> {
  const { journal, manager } = context;
  const id = (text.split(/\s+/u)[0] ?? '').replace(/^#/, '').toLowerCase();
  if (id === '') return refuse('usage', ({ say }) => say(readRefusalTexts).whichSignal);
  const unknown = refuse('usage', ({ say }) => say(readRefusalTexts).noSignal(id.slice(0, 24)));
  const exact = await journal.listSignals({ ids: [id] });
  const begun =
    exact.length > 0 || id.length < 3
      ? exact
      : (await journal.listSignals({ newest: LOOKED_AT })).filter((row) => row.id.startsWith(id));
  const intents = begun.length === 0 ? [] : await journal.listIntents({ signalIds: begun.map((row) => row.id) });
  const seen = begun.filter((row) =>
    concerns(
      context,
      user,
      row,
      intents.filter(({ signalId }) => signalId === row.id),
    ),
  );
  const [row, second] = seen;
  if (row === undefined) return unknown;
  if (second !== undefined) return refuse('usage', ({ say }) => say(readRefusalTexts).severalSignals(id.slice(0, 24)));
  const story = await readStory(journal, row.id);
  if (story === null) return unknown;
  const visible = manager.ids.filter((brokerId) => canSee(user, brokerId));
  const symbol = story.stored?.signal.symbol ?? null;
  const instrument =
    symbol === null
      ? null
      : (visible.map((brokerId) => manager.view(brokerId).instrument(symbol)).find((it) => it !== null) ?? null);
  return accept({
    story: { ...story, legs: story.legs.filter(({ intent }) => canSee(user, intent.brokerId)) },
    environments: new Map(visible.map((brokerId) => [brokerId, manager.view(brokerId).environment])),
    instrument,
  });
}
