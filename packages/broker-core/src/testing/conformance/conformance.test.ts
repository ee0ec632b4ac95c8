import { describe, expect, test } from 'vitest';
import { BROKER_ERROR_CODES } from '../../broker-error-codes.ts';
import { CAPABILITIES } from '../../capabilities.ts';
import type { ConformanceCase } from './conformance-case.ts';
import { conformance, type ConformanceTest } from './conformance.ts';
import { createFakeBench } from './fake-bench.test.fixture.ts';
import { FAULT_KINDS, REFUSAL_CODES } from './fault.ts';
import { CONFORMANCE_CASES, CONFORMANCE_GROUPS } from './groups.ts';
import { DOORS, NEEDS } from './need.ts';
import { STREAM_FAULTS } from './stream-door.ts';

/** Told by resolving: what is set already is set. */
const NEVER_THROWN = ['already-set'];

describe('the cases', () => {
  test('are many, each under an id and a title of its own', () => {
    expect(CONFORMANCE_CASES.length).toBeGreaterThanOrEqual(200);
    expect(new Set(CONFORMANCE_CASES.map(({ id }) => id)).size).toBe(CONFORMANCE_CASES.length);
    expect(new Set(CONFORMANCE_CASES.map(({ title }) => title)).size).toBe(CONFORMANCE_CASES.length);
  });

  test('are numbered in their group', () => {
    expect(new Set(CONFORMANCE_GROUPS.map(({ prefix }) => prefix)).size).toBe(CONFORMANCE_GROUPS.length);
    for (const { prefix, cases } of CONFORMANCE_GROUPS) {
      expect(prefix).toMatch(/^[A-Z]{3}$/);
      expect(cases.map(({ id }) => id)).toEqual(
        cases.map((_case, index) => `${prefix}-${(index + 1).toString().padStart(2, '0')}`),
      );
    }
  });

  test.each(CONFORMANCE_CASES.map((one) => [one.id, one] as const))(
    '%s says what it needs and rests on',
    (_id, one) => {
      expect(one.needs.filter((need) => !NEEDS.includes(need))).toEqual([]);
      expect(new Set(one.needs).size).toBe(one.needs.length);
      expect(one.source.at).toMatch(one.source.kind === 'docs' ? /^https:\/\/[a-z.]+\/\S+$/ : /\S/);
      expect(one.seenOnDemo).toMatch(/^(never|\d{4}-\d{2}-\d{2})$/);
      expect(one.title).toMatch(/^\S.*[^.\s]$/);
    },
  );

  test('use every capability and every door', () => {
    const used = new Set<string>(CONFORMANCE_CASES.flatMap(({ needs }) => needs));
    const notByNeed = ['one-way-mode', 'hedge-mode'];
    expect([...CAPABILITIES, ...DOORS].filter((need) => !used.has(need) && !notByNeed.includes(need))).toEqual([]);
  });

  test('provoke every code that a broker throws', () => {
    const provoked = new Set<string>(CONFORMANCE_CASES.flatMap(({ expects = [] }) => expects));
    const codes = Object.keys(BROKER_ERROR_CODES).filter((code) => !NEVER_THROWN.includes(code));
    expect(codes.filter((code) => !provoked.has(code))).toEqual([]);
  });

  test('the doors are all faults, refusals and stream faults', () => {
    for (const kind of FAULT_KINDS) expect(DOORS).toContain(`fault:${kind}`);
    for (const code of REFUSAL_CODES) expect(DOORS).toContain(`refusal:${code}`);
    for (const fault of STREAM_FAULTS) expect(DOORS).toContain(`stream:${fault}`);
  });
});

describe('conformance()', () => {
  const one: ConformanceCase = {
    id: 'XXX-01',
    title: 'a thing happens',
    needs: ['limit', 'market:price'],
    source: { kind: 'contract', at: 'Broker' },
    seenOnDemo: 'never',
    run: async () => {},
  };

  function record() {
    const ran: string[] = [];
    const skipped: string[] = [];
    const runs: (() => Promise<void>)[] = [];
    const run = (name: string, body: () => Promise<void>) => {
      ran.push(name);
      runs.push(body);
    };
    const runner: ConformanceTest = Object.assign(run, { skip: (name: string) => skipped.push(name) });
    return { runner, ran, skipped, runs };
  }

  test('runs what is offered, and names what the others lack', () => {
    const { runner, ran, skipped } = record();
    const hedge: ConformanceCase = { ...one, id: 'XXX-02', positionMode: 'hedge', needs: ['limit'] };
    conformance(runner, [one, hedge], async () => createFakeBench(), ['limit', 'market:price', 'one-way-mode']);
    conformance(runner, [one, hedge], async () => createFakeBench(), ['limit']);
    expect(ran).toEqual(['XXX-01 a thing happens']);
    expect(skipped).toEqual([
      'XXX-02 a thing happens (needs hedge-mode)',
      'XXX-01 a thing happens (needs one-way-mode, market:price)',
      'XXX-02 a thing happens (needs hedge-mode)',
    ]);
  });

  test('closes the bench also where the case fails, and tells what the case found', async () => {
    const { runner, runs } = record();
    const undone: string[] = [];
    const failing: ConformanceCase = {
      ...one,
      needs: [],
      async run({ after }) {
        after(async () => void undone.push('first'));
        after(async () => {
          undone.push('second');
          throw new Error('not undone');
        });
        throw new Error('at fault');
      },
    };
    const bench = createFakeBench();
    conformance(runner, [failing], async () => bench, CAPABILITIES);
    await expect(runs[0]?.()).rejects.toThrow('at fault');
    expect(undone).toEqual(['second', 'first']);
    expect(bench.broker.isConnected).toBe(false);
  });

  test.each([
    ['offers less than the broker tells', CAPABILITIES.filter((one) => one !== 'amend'), 'amend'],
    ['offers more', [...CAPABILITIES, 'amend'] as const, 'amend'],
  ] as const)('finds a bench out that %s', async (deed, offered, wrong) => {
    const { runner, runs } = record();
    const bench = createFakeBench();
    const told = deed === 'offers more' ? CAPABILITIES.filter((one) => one !== wrong) : CAPABILITIES;
    const broker = Object.defineProperty(bench.broker, 'capabilities', { value: new Set(told) });
    conformance(runner, [{ ...one, needs: [] }], async () => ({ ...bench, broker }), offered);
    await expect(runs[0]?.()).rejects.toThrow(`they differ in ${wrong}.`);
    expect(bench.broker.isConnected).toBe(false);
  });

  test('leaves no orders behind, and the position mode as it was', async () => {
    const { runner, runs } = record();
    const hedging: ConformanceCase = {
      ...one,
      positionMode: 'hedge',
      needs: [],
      async run({ broker, resting }) {
        await broker.placeOrder(resting('a', 'buy', { positionSide: 'long' }));
        expect(await broker.getPositionMode()).toBe('hedge');
      },
    };
    const bench = createFakeBench();
    const left: unknown[] = [];
    const close = async () => void left.push(await bench.broker.getPositionMode(), await bench.broker.getOpenOrders());
    conformance(runner, [hedging], async () => ({ ...bench, close }), CAPABILITIES);
    await runs[0]?.();
    expect(left).toEqual(['one-way', []]);
  });
});
