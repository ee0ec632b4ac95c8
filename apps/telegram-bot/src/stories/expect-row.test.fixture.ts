import { expect } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { defineRoute, type Route } from '@perpdesk/signals';
import { findBrokenWords } from './find-broken-words.test.fixture.ts';
import { tellStory, type Story } from './trade-story.test.fixture.ts';

/** Rows take some ms; a busy machine takes its time. */
export const TIMEOUT_MS = 60_000;

/** What was done, what the card said, what the exchange got, and what was said then. */
export interface Row extends Omit<Story, 'routes'> {
  /** A route `trend` that trades here; default: none. */
  readonly netting?: Route['netting'];
  /** Of the route `trend`, which then trades here. */
  readonly route?: Partial<Pick<Route, 'netting' | 'execute' | 'askExits' | 'entry'>>;
  /** Lines of the card, or all of a refusal. */
  readonly card: readonly string[];
  /** The button that is tapped; default: it has none. */
  readonly button?: string;
  /** Default: none. */
  readonly orders?: readonly string[];
  /** Default: nothing. */
  readonly stands?: readonly string[];
  /** Default: as after the tap. */
  readonly end?: readonly string[];
  /** What the button says at last; default: nothing. */
  readonly label?: string;
  /** Parts of what was told after the tap. */
  readonly after?: readonly string[];
  /** Parts of nothing that was told. */
  readonly unsaid?: readonly string[];
}

function routeOf(given: NonNullable<Row['route']>): Route {
  return defineRoute({
    id: 'trend',
    brokers: [{ brokerId: 'main', factor: decimal('1') }],
    symbols: ['BTCUSDT'],
    relay: ['desk'],
    stopLoss: { percent: decimal('1.5'), triggerBy: 'mark' },
    ...given,
  });
}

/** A row as a test's name: what was done before, and the command. */
export function nameOf(row: Row): string {
  const { accounts, netting, route = {}, before = [], command, meanwhile = [], tap = '', later = [] } = row;
  const mode = accounts?.some(({ positionMode }) => positionMode === 'hedge') === true ? ['hedge'] : [];
  const { execute, askExits = false, entry } = route;
  const traits = [netting, execute, askExits ? 'exits too' : undefined, entry?.type].filter((it) => it !== undefined);
  const ground = [...mode, ...(traits.length === 0 ? [] : [`route ${traits.join(', ')}`])];
  const steps = [...before, command, ...meanwhile.map((step) => `… ${step}`), `tap ${tap}`.trimEnd(), ...later];
  return `${ground.map((word) => `(${word}) `).join('')}${steps.join(' · ')}`;
}

/** Plays a row: the card says these words, these orders come of its tap, and nothing that it said is untrue. */
export async function expectRow(row: Row) {
  const { netting, route, card, button, orders, stands, end, label, after, unsaid, ...story } = row;
  const given = route ?? (netting === undefined ? null : { netting });
  const told = await tellStory(given === null ? story : { ...story, routes: [routeOf(given)] });
  const lines = told.card.split('\n');
  expect(lines.filter((line) => card.includes(line))).toEqual(card);
  // in which order the engine goes about it is its own affair
  expect({ ...told, card: null, after: null, orders: told.orders.toSorted() }).toEqual({
    card: null,
    after: null,
    button: button ?? null,
    orders: (orders ?? []).toSorted(),
    stands: stands ?? [],
    end: end ?? stands ?? [],
    label: label ?? null,
  });
  const said = told.after.join('\n');
  for (const part of after ?? []) expect(said).toContain(part);
  for (const part of unsaid ?? []) expect(said).not.toContain(part);
  expect(findBrokenWords(told)).toEqual([]);
}
