import type { Clock, Logger } from '@perpdesk/broker-core';
import { type BrokerManager, createBrokerManager } from '@perpdesk/broker-manager';
import type { Journal } from '@perpdesk/journal/port';
import { createSignalEngine } from '../create-signal-engine.ts';
import type { SignalEngine } from '../engine.ts';
import type { ProbePoint } from '../probe-point.ts';
import { createDeskBroker, type Wire } from './desk-broker.test.fixture.ts';
import type { Dice } from './dice.test.fixture.ts';
import type { Profile } from './profile.test.fixture.ts';
import { createPulse, type Pulse } from './pulse.test.fixture.ts';
import { slowJournal } from './slow-journal.test.fixture.ts';
import type { Venue } from './venue.test.fixture.ts';

/** The desk as one process, from its start to its death. */
export interface Desk {
  readonly pulse: Pulse;
  readonly engine: SignalEngine;
  readonly manager: BrokerManager;
  /** The start is over: it takes alerts. */
  readonly isOpen: boolean;
  /** Ids of the intents that it handed to its journal, which may not have written them yet. */
  readonly planned: ReadonlySet<string>;
  start(): Promise<void>;
}

export interface DeskOptions {
  readonly clock: Clock;
  /** Of its machine, which may be set. */
  readonly machine: Clock;
  readonly profile: () => Profile;
  readonly dice: Dice;
  readonly journal: Journal;
  readonly accounts: readonly { readonly venue: Venue; readonly wire: Wire }[];
  readonly onProbe: (point: ProbePoint, pulse: Pulse) => void;
  /** A line that a healthy engine would not log. */
  readonly onError: (message: string, error: unknown, pulse: Pulse) => void;
}

export const TIMINGS = { tickMs: 2_000, watchdogMs: 10_000, restingPollMs: 10_000 } as const;

export function createDesk({ clock, machine, profile, dice, journal, accounts, onProbe, onError }: DeskOptions): Desk {
  const pulse = createPulse(machine);
  const ownDice = dice.fork('ids');
  const { slowMs } = profile().journal;
  const disk = slowMs > 0 ? slowJournal(journal, clock, pulse, slowMs) : journal;
  const planned = new Set<string>();
  const logger: Logger = {
    debug: () => {},
    info: () => {},
    warn: () => {},
    error: (message, values) => onError(message, values?.['error'], pulse),
  };
  const { clocks, rules } = profile().whims;
  // as rarely as by default, where the next look must not be what puts a clock or a rule right
  const reconcileMs = clocks + rules > 0 ? 30_000 : 10_000;
  const manager = createBrokerManager({ clock: pulse.clock, reconcileMs, random: () => ownDice.next() });
  for (const { venue, wire } of accounts) {
    manager.add(createDeskBroker(venue, wire, pulse), { tradedSymbols: [] });
  }
  let isOpen = false;
  const engine = createSignalEngine({
    manager,
    journal: throughPulse(notePlanned(disk, planned), pulse),
    routes: profile().routes,
    accountLimits: Object.fromEntries(accounts.map(({ venue }) => [venue.id, profile().limits])),
    clock: pulse.clock,
    logger,
    random: (size) => Uint8Array.from({ length: size }, () => ownDice.below(256)),
    probe(point) {
      if (pulse.isDead) throw new Error('dead');
      onProbe(point, pulse);
      if (pulse.isDead) throw new Error('dead');
    },
    options: TIMINGS,
  });
  return {
    pulse,
    engine,
    manager,
    planned,
    get isOpen() {
      return isOpen && !pulse.isDead && !pulse.isFrozen;
    },
    async start() {
      await manager.connectAll();
      try {
        await engine.start();
      } finally {
        // a journal that failed meanwhile: it starts anew by itself
        isOpen = true;
      }
    },
  };
}

function notePlanned(journal: Journal, planned: Set<string>): Journal {
  return {
    ...journal,
    commit(changes, options) {
      for (const change of changes) if (change.type === 'intent-insert') planned.add(change.intent.id);
      return journal.commit(changes, options);
    },
  };
}

function throughPulse(journal: Journal, pulse: Pulse): Journal {
  return new Proxy(journal, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function' || name === 'writeState') return method;
      return (...args: unknown[]) => pulse.call(() => method.apply(target, args));
    },
  });
}
