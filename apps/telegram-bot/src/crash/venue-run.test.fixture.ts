import { cp, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CrashPoint } from './crash-point.test.fixture.ts';
import { createDice } from './dice.test.fixture.ts';
import { type NakedSpell, nakedSpells } from './naked-spells.test.fixture.ts';
import { whyBehind, whyNotQuiet } from './quiet.test.fixture.ts';
import { createVenueKiller, type DoneKill, type VenueKiller } from './venue-killer.test.fixture.ts';
import { createVenueMarket } from './venue-market.test.fixture.ts';
import { createVenueOwner } from './venue-owner.test.fixture.ts';
import { createVenueStrategy, type VenueStrategy } from './venue-strategy.test.fixture.ts';
import { makeTrouble, type VenueTrouble } from './venue-trouble.test.fixture.ts';
import {
  ACCOUNTS,
  createVenueWorld,
  OWNER_ID,
  type VenueWorld,
  type VenueWorldOptions,
} from './venue-world.test.fixture.ts';
import { wrongAtVenue } from './wrong-at-venue.test.fixture.ts';

export interface VenueRunOptions extends VenueWorldOptions {
  readonly kills: number;
  /** Where it is to be killed, in this order, as far as there are kills; the others come at any moment. */
  readonly points: readonly CrashPoint[];
  /** Of each act of the owner, 0 to 1: a /panic; default 0.08. */
  readonly panicRate?: number;
  /** How long it may take to be quiet. */
  readonly settleMs?: number;
}

export interface VenueRunReport {
  readonly seed: number;
  readonly kills: readonly DoneKill[];
  readonly wrong: readonly string[];
  /** Where the files and logs of a run are that went wrong. */
  readonly evidence: string | null;
  readonly alerts: number;
  readonly trades: number;
  readonly panics: number;
  /** Of prices, to stops and targets. */
  readonly leaps: number;
  /** At the exchange. */
  readonly calls: number;
  readonly faulted: number;
  readonly orders: number;
  readonly longestNakedMs: number;
  readonly seconds: number;
}

const SIZES = {
  BTCUSDT: ['-0.03', '-0.02', '-0.01', '0', '0.01', '0.02', '0.03'],
  ETHUSDT: ['-0.3', '-0.2', '-0.1', '0', '0.1', '0.2', '0.3'],
} as const;
/** A desk that shares the machine with others has hundreds of messages to deliver. */
const SETTLE_MS = 180_000;
const SYMBOLS = Object.keys(SIZES);

/** Strategies and an owner trade on a troubled exchange through desks that are killed; then all must be as it should be. */
export async function runAtVenue(options: VenueRunOptions): Promise<VenueRunReport> {
  const { seed, points, panicRate = 0.08 } = options;
  const startedAt = Date.now();
  const world = await createVenueWorld(options);
  try {
    const trouble = makeTrouble(world.venue, options);
    const killer = createVenueKiller(world, { dice: createDice(seed * 10), points });
    const strategies = Object.entries(SIZES).map(([symbol, sizes], index) =>
      createVenueStrategy(world, { symbol, sizes, dice: createDice(seed * 10 + 1 + index) }),
    );
    const owner = createVenueOwner(world, { dice: createDice(seed * 10 + 5), panicRate });
    const market = createVenueMarket(world, { dice: createDice(seed * 10 + 6) });
    const wrong: string[] = [];
    const look = (when: string, strict: () => boolean) =>
      check(world, trouble, killer, strategies, { ...options, when, strict });
    try {
      await world.start();
      const over = new AbortController();
      const acting = Promise.all([...strategies, owner, market].map((it) => it.run(over.signal)));
      await killer.run(options.kills);
      over.abort();
      trouble.end();
      await acting;
      wrong.push(...(await look('after the trouble', () => false)));
      await owner.resume();
      await Promise.all(strategies.filter((it) => it.position !== '0').map((it) => it.goTo('0')));
      wrong.push(...(await look('after the close', () => false)));
      const enteredAt = Date.now();
      await Promise.all(strategies.map((it) => it.goTo(SIZES[it.symbol as keyof typeof SIZES][5])));
      // on a machine that does not let it run, its stop is too late to be valid, and the position is closed and told
      const isHeldUp = () => world.lags.some(({ to }) => to === null || to > enteredAt);
      wrong.push(...(await look('after the last entry', () => !isHeldUp())));
    } catch (error) {
      wrong.push(`${String(error)} ${world.desk.isDead ? 'The desk is dead.' : ''}`);
    }
    wrong.push(...strategies.flatMap((it) => it.wrong));
    const states = ACCOUNTS.map((name) => world.state(name));
    const spells = nakedAt(world, trouble);
    const report = {
      seed,
      kills: killer.kills,
      wrong,
      alerts: strategies.reduce((sum, { alerts }) => sum + alerts.length, 0),
      trades: owner.trades,
      panics: owner.panics,
      leaps: market.leaps,
      calls: trouble.calls,
      faulted: trouble.faulted,
      orders: states.reduce((sum, { orders }) => sum + orders.length, 0),
      longestNakedMs: Math.max(0, ...spells.map(({ aliveMs }) => aliveMs)),
      seconds: Math.round((Date.now() - startedAt) / 1000),
    };
    const evidence = wrong.length === 0 ? null : await keepEvidence(world, { ...report, strategies });
    return { ...report, evidence };
  } finally {
    await world.close();
  }
}

interface Look extends Pick<VenueRunOptions, 'settleMs' | 'database'> {
  readonly when: string;
  /** Whether, in the end, both accounts are to be where the strategies are, whatever was told. */
  readonly strict: () => boolean;
}

async function check(
  world: VenueWorld,
  trouble: VenueTrouble,
  { kills }: VenueKiller,
  strategies: readonly VenueStrategy[],
  { when, strict, settleMs = SETTLE_MS, database }: Look,
): Promise<readonly string[]> {
  let why: string | null = '';
  const seen = () => ACCOUNTS.map((name) => world.state(name));
  const isQuiet = async (): Promise<boolean> => {
    const rows = await world.journal.read();
    why = whyNotQuiet(rows) ?? whyBehind(rows.fills, seen());
    return why === null;
  };
  await world
    .until('quiet', async () => (await isQuiet()) && (await untouched(world, isQuiet)), settleMs)
    .catch(() => {});
  const rows = await world.journal.read();
  const states = seen();
  const wanted = Object.fromEntries(strategies.map(({ symbol, position }) => [symbol, position]));
  const found = wrongAtVenue({
    rows,
    states,
    alerts: strategies.flatMap(({ alerts }) => alerts),
    messages: world.telegram.messages(OWNER_ID).filter(({ from }) => from?.is_bot === true),
    kills: kills.length,
    database,
    wanted,
    naked: nakedAt(world, trouble),
  });
  const missed = states.flatMap(({ account, positions }) =>
    Object.entries(wanted)
      .filter(([symbol, position]) => (positions.find((it) => it.symbol === symbol)?.quantity ?? '0') !== position)
      .map(([symbol, position]) => `lost: ${account} ${symbol} is not ${position} after a clean entry`),
  );
  return [...(why === null ? [] : [`not quiet: ${why}`]), ...found, ...(strict() ? missed : [])].map(
    (text) => `${when}: ${text}`,
  );
}

function nakedAt({ lives, lags, state }: VenueWorld, { silences }: VenueTrouble): readonly NakedSpell[] {
  return ACCOUNTS.flatMap((name) =>
    nakedSpells(state(name), SYMBOLS, { lives, silences: [...silences(name), ...lags], now: Date.now() }),
  );
}

/** Quiet once more a moment later: nothing followed on what ended. */
async function untouched({ desk }: VenueWorld, isQuiet: () => Promise<boolean>): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve, 500));
  return !desk.isDead && (await isQuiet());
}

/** Files of the journal, the exchange's books, what it made go wrong, and all logs. */
async function keepEvidence(world: VenueWorld, report: object): Promise<string> {
  const { seed } = report as { readonly seed: number };
  const folder = await mkdtemp(join(tmpdir(), `perpdesk-crash-evidence-${seed}-`));
  await cp(world.folder, folder, { recursive: true });
  const lines: string[] = [];
  try {
    for await (const line of world.journal.export()) lines.push(line);
  } catch (error) {
    lines.push(String(error));
  }
  const save = (name: string, value: unknown) => writeFile(join(folder, name), JSON.stringify(value, null, 1));
  await writeFile(join(folder, 'journal.jsonl'), lines.join(''));
  await writeFile(join(folder, 'desk.log'), world.log);
  await save('report.json', report);
  await save('lives.json', world.lives);
  await save(
    'venue.json',
    ACCOUNTS.map((name) => world.state(name)),
  );
  await save('faults.json', world.venue.faults.fired);
  await save('chat.json', world.telegram.messages(OWNER_ID));
  return folder;
}
