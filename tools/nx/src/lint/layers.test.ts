import { describe, expect, test } from 'vitest';
import { mayDependOn, mayImport } from './layers.ts';

const project = (name: string, layer: string) => ({ name: `@perpdesk/${name}`, tags: [`layer:${layer}`] });
const core = project('broker-core', 'core');
const binance = project('broker-binance', 'adapter');
const paper = project('broker-paper', 'adapter');
const manager = project('broker-manager', 'service');
const journal = project('journal', 'service');
const signals = project('signals', 'service');
const venue = project('binance-venue', 'simulator');
const loopback = project('telegram-loopback', 'simulator');
const app = project('telegram-bot', 'app');
const tools = project('tools', 'tool');

describe('arrows', () => {
  test.each(
    (
      [
        [paper, core],
        [manager, core],
        [journal, core],
        [signals, core],
        [signals, manager],
        [signals, journal],
        [venue, core],
        [venue, paper],
        [app, core],
        [app, signals],
        [app, loopback],
        [tools, app],
        [tools, venue],
      ] as const
    ).map(([from, to]) => ({ from, to })),
  )('$from.name to $to.name is allowed', ({ from, to }) => {
    expect(mayDependOn(from, to)).toBe(true);
  });

  test.each(
    (
      [
        [core, paper],
        [core, manager],
        [paper, manager],
        [paper, binance],
        [binance, paper],
        [venue, binance],
        [manager, signals],
        [manager, journal],
        [journal, manager],
        [signals, paper],
        [loopback, core],
        [venue, manager],
        [app, tools],
        [signals, app],
      ] as const
    ).map(([from, to]) => ({ from, to })),
  )('$from.name to $to.name is not', ({ from, to }) => {
    expect(mayDependOn(from, to)).toBe(false);
  });
});

test('signals see the journal’s port and its twin in memory, not its databases', () => {
  expect(mayImport(signals, journal, '@perpdesk/journal/port')).toBe(true);
  expect(mayImport(signals, journal, '@perpdesk/journal/memory')).toBe(true);
  expect(mayImport(signals, journal, '@perpdesk/journal')).toBe(false);
  expect(mayImport(app, journal, '@perpdesk/journal')).toBe(true);
});

test('the Binance adapter sees its venue in tests alone', () => {
  expect(mayImport(binance, venue, '@perpdesk/binance-venue', { isTest: true })).toBe(true);
  expect(mayImport(binance, venue, '@perpdesk/binance-venue')).toBe(false);
  expect(mayImport(paper, venue, '@perpdesk/binance-venue', { isTest: true })).toBe(false);
});
