import type { VenueControls } from '../binance-venue.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { createFaultPlan, PLANNED_CALL_FAULTS } from '../faults/fault-plan.ts';
import { STREAM_FAULT_KINDS } from '../faults/fault-rule.ts';
import { ControlError } from './control-error.ts';
import { type Fields, isRecord, readFields } from './fields.ts';
import { parseFaultRule, parseMatch } from './parse-fault-rule.ts';

/** What `POST /__control/<name>` does; the answer is what `GET` of the same name says. */
export type ControlAction = (body: unknown) => void;

const STATE_FIELDS = [
  'liquidity',
  'halt',
  'fund',
  'deleverage',
  'holdTriggers',
  'expireListenKeys',
  'cutStreams',
  'clearLimits',
];

export function createControlActions(controls: VenueControls): Readonly<Record<string, ControlAction>> {
  return {
    /** One rule, a list of them, `{ faults: [...] }`, or `{ plan: { seed, calls, events, on, longestMs } }`. */
    faults(body) {
      if (isRecord(body) && body['plan'] !== undefined) return addPlan(controls, body['plan']);
      const list: unknown = isRecord(body) && Array.isArray(body['faults']) ? body['faults'] : body;
      const rules = (Array.isArray(list) ? list : [list]).map((rule: unknown) => parseFaultRule(rule));
      for (const rule of rules) controls.faults.add(rule);
    },
    clock(body) {
      controls.skewClock(readFields(body, ['skewMs']).number('skewMs'));
    },
    /** `{ symbol, last, mark? }`, or a list of them. */
    prices(body) {
      for (const one of Array.isArray(body) ? body : [body]) {
        const fields = readFields(one, ['symbol', 'last', 'mark']);
        controls.setPrice(fields.text('symbol'), fields.amount('last'), fields.optionalAmount('mark') ?? undefined);
      }
    },
    state(body) {
      const fields = readFields(body, STATE_FIELDS);
      const liquidity = fields.optionalAmount('liquidity');
      if (liquidity !== undefined) controls.setLiquidity(liquidity);
      const halt = fields.optionalObject('halt', ['symbol', 'isHalted']);
      if (halt !== undefined) controls.haltSymbol(halt.text('symbol'), halt.optionalFlag('isHalted') ?? true);
      const fund = fields.optionalObject('fund', ['symbol', 'rate']);
      if (fund !== undefined) controls.fund(fund.text('symbol'), fund.amount('rate'));
      const adl = fields.optionalObject('deleverage', ['account', 'symbol', 'positionSide']);
      if (adl !== undefined) deleverage(controls, adl);
      const isHeld = fields.optionalFlag('holdTriggers');
      if (isHeld !== undefined) controls.holdTriggers(isHeld);
      if (fields.optionalFlag('expireListenKeys') === true) controls.expireListenKeys();
      if (fields.optionalFlag('cutStreams') === true) controls.cutStreams();
      if (fields.optionalFlag('clearLimits') === true) controls.clearLimits();
    },
  };
}

/** What `GET /__control/<name>` says. */
export function readControl(exchange: Exchange, controls: VenueControls, name: string): unknown {
  switch (name) {
    case 'faults':
      return { rules: exchange.faults.rules, fired: controls.faults.fired };
    case 'clock':
      return controls.clock();
    case 'prices':
      return [...exchange.market.symbols.keys()].flatMap((symbol) => {
        const tick = exchange.market.latest(symbol);
        return tick === null ? [] : [{ symbol, last: tick.last.toFixed(), mark: tick.mark.toFixed() }];
      });
    case 'state':
      return { ...controls.clock(), accounts: exchange.accounts.map(({ name }) => controls.state(name)) };
    default:
      return undefined;
  }
}

function deleverage(controls: VenueControls, fields: Fields): void {
  const sideText = fields.text('positionSide');
  const positionSide = (['net', 'long', 'short'] as const).find((side) => side === sideText);
  if (positionSide === undefined) throw new ControlError('deleverage.positionSide: expected net, long or short');
  controls.deleverage(fields.text('account'), fields.text('symbol'), positionSide);
}

function addPlan(controls: VenueControls, value: unknown): void {
  const fields = readFields(value, ['seed', 'calls', 'events', 'on', 'longestMs'], 'plan.');
  const longestMs = fields.optionalNumber('longestMs');
  const plan = createFaultPlan(fields.number('seed'), {
    calls: readRates(fields.optionalObject('calls', PLANNED_CALL_FAULTS)),
    events: readRates(fields.optionalObject('events', STREAM_FAULT_KINDS)),
    on: parseMatch(fields.raw['on'] ?? {}),
    ...(longestMs === undefined ? {} : { longestMs }),
  });
  controls.faults.plan(plan);
}

function readRates(fields: Fields | undefined): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.keys(fields?.raw ?? {}).map((name) => [name, fields?.number(name) ?? 0]));
}
