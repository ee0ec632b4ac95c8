import { decimal, sleep, systemClock } from '@perpdesk/broker-core';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import type { IntentRow, SignalRow } from '@perpdesk/journal/port';
import { formatStoredSignal } from './book/stored-signal.ts';
import { holdAlive } from './hold-alive.ts';
import { createEngineCore, type EngineCore } from './engine-core.ts';
import type { SignalEngineOptions } from './engine-options.ts';
import { hashedBytes } from './program/hashed-bytes.ts';
import { normaliseProgram } from './program/normalise-program.ts';
import { isSameSignal, programBody, programHash } from './program/program-body.ts';
import type { ProgramSignal } from './program/program-signal.ts';
import { defineRoute, NO_PROTECTION } from './define-route.ts';
import type { ProtectPolicy, Route, RouteBroker, SizePolicy } from './route.ts';
import { isRefusalCode, type RefusalCode, type Signal } from './signal.ts';
import { toStandIn, UNWRITABLE } from './to-stand-in.ts';
import { sentence } from './sentences/sentence.ts';

export interface SignalProcessorOptions
  extends Partial<Omit<SignalEngineOptions, 'routes' | 'manager'>>, Partial<ProtectPolicy> {
  readonly manager: SignalEngineOptions['manager'];
  /** Default: every account that the manager has at the first signal, factor 1. */
  readonly brokers?: readonly RouteBroker[];
  /** Default: the signal's own quantity. */
  readonly size?: SizePolicy;
  /** How long `process` waits for its orders to settle, ms. Default 15 000. */
  readonly settleMs?: number;
}

/** What became of one leg on one account. Amounts are plain decimal text. */
export type ProcessedOrder = Pick<
  IntentRow,
  'brokerId' | 'symbol' | 'kind' | 'side' | 'positionSide' | 'state' | 'quantity' | 'filledQuantity' | 'averagePrice'
> & { readonly code: string | null; readonly detail: string | null };

export type ProcessResult =
  | {
      readonly ok: true;
      readonly signalId: string;
      /** The id was processed before; nothing was done. */
      readonly repeat: boolean;
      /** False: not everything settled within the time; the engine goes on. */
      readonly settled: boolean;
      readonly orders: readonly ProcessedOrder[];
      /** `exactly-once`, over restarts too, needs an id and a journal that lasts and could be written. */
      readonly guarantee: 'exactly-once' | 'at-least-once';
    }
  | { readonly ok: false; readonly code: RefusalCode; readonly detail: string };

export interface SignalProcessor {
  /**
   * Brings the accounts to what the signal asks for.
   *
   * Without an `id`, or without a journal that outlives the process, a call that is repeated is done again.
   *
   * @throws {JournalError} if the journal could not be read, or the signal not be stored; nothing was sent, and the next
   * call tries again.
   */
  process(signal: ProgramSignal): Promise<ProcessResult>;
  /** Finishes what is in flight. */
  close(): Promise<void>;
}

/** The engine for programs: signals by call instead of by webhook. */
export function createSignalProcessor(options: SignalProcessorOptions): SignalProcessor {
  const { manager, clock = systemClock, random = hashedBytes(clock), settleMs = 15_000 } = options;
  const journal = toStandIn(options.journal ?? createMemoryJournal({ now: () => clock.now() }), clock);
  let made: { readonly core: EngineCore; readonly route: Route } | null = null;
  let started: Promise<void> | null = null;

  const make = () => {
    const route = programRoute(options);
    return { core: createEngineCore({ ...options, clock, random, journal, routes: [route] }), route };
  };
  const start = async ({ engine }: EngineCore): Promise<void> => {
    try {
      await engine.start();
    } catch (error) {
      started = null;
      throw error;
    }
  };
  const waitUntilSettled = async (id: string): Promise<boolean> => {
    const deadline = clock.now() + settleMs;
    for (;;) {
      const [row] = await journal.listSignals({ ids: [id] });
      if (row?.state !== 'accepted' && row?.state !== 'planned') return true;
      if (clock.now() >= deadline) return false;
      await sleep(clock, 20);
    }
  };

  const processOne = async (signal: ProgramSignal): Promise<ProcessResult> => {
    made ??= make();
    const { core, route } = made;
    await (started ??= start(core));
    const id = core.newId();
    const receivedAt = clock.now();
    const symbols = route.brokers.flatMap(({ brokerId }) =>
      manager.view(brokerId).instruments.map((instrument) => instrument.symbol),
    );
    const read = normaliseProgram(signal, { route, symbols, signalId: id, receivedAt });
    if (!read.ok) return read;
    if (addsRisk(read.signal) && !core.isWritable())
      return { ok: false, code: 'journal-unwritable', detail: UNWRITABLE };
    const stored = { signal: read.signal, order: null, relay: [] };
    const body = programBody(signal);
    const row: SignalRow = {
      id,
      key: `program:${signal.id ?? id}`,
      source: 'program',
      body,
      bodyHash: programHash(body),
      state: 'accepted',
      code: null,
      detail: null,
      stream: read.signal.stream,
      signal: formatStoredSignal(stored),
      plan: null,
      receivedAt,
      parsedAt: clock.now(),
      updatedAt: receivedAt,
    };
    const { fresh, row: standing } = await core.submit(row, stored);
    if (!fresh && !isSameSignal(standing, body)) {
      options.logger?.error('a signal has the id of another one', { id: signal.id, signalId: standing.id });
      return {
        ok: false,
        code: 'key-reused',
        detail: sentence('program-id-reused', { id: JSON.stringify(signal.id) }),
      };
    }
    const settled = await waitUntilSettled(standing.id);
    const [last] = await journal.listSignals({ ids: [standing.id] });
    if (last !== undefined && (last.state === 'refused' || last.state === 'held')) return refusalOf(last);
    const intents = await journal.listIntents({ signalIds: [standing.id] });
    const isKept = signal.id !== undefined && journal.isLasting && !journal.isAlone(standing.id);
    return {
      ok: true,
      signalId: standing.id,
      repeat: !fresh,
      settled,
      orders: intents.map(toOrder),
      guarantee: isKept ? 'exactly-once' : 'at-least-once',
    };
  };

  return {
    process: (signal) => holdAlive(clock, () => processOne(signal)),
    async close() {
      // whoever asked was told that it could not begin
      await started?.catch(() => {});
      await made?.core.engine.stop();
    },
  };
}

function addsRisk({ transition }: Signal): boolean {
  return transition === 'open' || transition === 'add' || transition === 'reverse';
}

function programRoute({ manager, brokers, size, ...options }: SignalProcessorOptions): Route {
  const { stopLoss, takeProfits, trailing, breakEvenAfter } = { ...NO_PROTECTION, ...options };
  return defineRoute({
    id: 'program',
    brokers: brokers ?? manager.ids.map((brokerId) => ({ brokerId, factor: decimal('1') })),
    symbols: [],
    ...(size === undefined ? {} : { size }),
    stopLoss,
    takeProfits,
    trailing,
    breakEvenAfter,
    allowNoTime: true,
    // the caller hears of a gap in the answer, at once
    onGap: 'hold',
    reorderWindowMs: 0,
  });
}

function refusalOf(row: SignalRow): ProcessResult {
  const code = row.code ?? '';
  return { ok: false, code: isRefusalCode(code) ? code : 'internal-error', detail: row.detail ?? '' };
}

function toOrder(row: IntentRow): ProcessedOrder {
  const { brokerId, symbol, kind, side, positionSide, state, quantity, filledQuantity, averagePrice, code, detail } =
    row;
  return { brokerId, symbol, kind, side, positionSide, state, quantity, filledQuantity, averagePrice, code, detail };
}
