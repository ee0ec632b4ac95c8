import { vi } from 'vitest';
import type { Broker } from '@perpdesk/broker-core';
import type { createRun } from '../create-run.ts';
import type { SignalEngineOptions } from '../engine-options.ts';
import { loadParts } from './engine-parts.test.fixture.ts';
import { drawProfile, type Profile } from './profile.test.fixture.ts';

/** One way to build the engine wrongly: modules that stand in for its own. */
export interface Tooth {
  readonly name: string;
  /** Whether it can show at all with what the seed is about; a seed that is passed over counts. */
  readonly needs?: (profile: Profile) => boolean;
  /** What catches it. */
  readonly caughtBy: RegExp;
  /** Puts the broken modules in place, for what is loaded from now on, and says which. */
  break(): readonly string[];
}

export interface Bite {
  /** How many it took. */
  readonly seeds: number;
  readonly wrong: string;
}

/** The first of the seeds from 1 on that shows the fault; `null`: none. */
export async function bite(tooth: Tooth, most: number): Promise<Bite | null> {
  vi.resetModules();
  const broken = tooth.break();
  try {
    const { simulate } = await import('./simulate.test.fixture.ts');
    await loadParts();
    for (let seed = 1; seed <= most; seed++) {
      if (tooth.needs?.(drawProfile(seed)) === false) continue;
      const wrong = (await simulate(seed)).wrong.find((line) => tooth.caughtBy.test(line));
      if (wrong !== undefined) return { seeds: seed, wrong };
    }
    return null;
  } finally {
    for (const path of broken) vi.doUnmock(path);
    vi.resetModules();
  }
}

/** Replaces some names of a module of the engine. */
export function replace<Module extends object>(path: string, change: (actual: Module) => Partial<Module>): string {
  vi.doMock(path, async (importActual) => {
    const actual = await importActual<Module>();
    return { ...actual, ...change(actual) };
  });
  return path;
}

type Place = Broker['placeOrder'];

/** What the engine hands to every account's broker as its way to send. */
export function replacePlace(change: (place: Place, options: SignalEngineOptions, brokerId: string) => Place): string {
  return replace<{ createRun: typeof createRun }>('../create-run.ts', (actual) => ({
    createRun(options, onFault) {
      const manager: typeof options.manager = Object.create(options.manager);
      manager.get = (id) => {
        const broker = options.manager.get(id);
        const place: Place = (...args) => broker.placeOrder(...args);
        return Object.assign(Object.create(broker), { placeOrder: change(place, options, id) });
      };
      return actual.createRun({ ...options, manager }, onFault);
    },
  }));
}

/** Two orders of one leg, or one whose absence was taken for proven. */
export const TWICE = /has \d+ orders|came to life after/;
