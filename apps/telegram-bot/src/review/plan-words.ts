import { formatDecimal, type Decimal } from '@perpdesk/broker-core';
import type { LegPlan } from '@perpdesk/signals';
import { formatSpan } from '../format/moment.ts';

/** One line about what planning knew: a name and its words. */
export type Words = readonly [name: string, text: string];

type Planned = Exclude<LegPlan, { readonly type: 'quantity' }>;

/** What was known when an order was planned, in words; what the account has at risk is counted for entries alone. */
export function planWords(plan: LegPlan, isEntry: boolean): readonly Words[] {
  if (plan.type === 'quantity') {
    const { position, quantity, fraction, remaining } = plan.input;
    const part = fraction === null ? 'all of it' : `${formatDecimal(fraction)} of it`;
    const share = quantity === null ? part : `${part}, at most ${formatDecimal(quantity)}`;
    const said = remaining ?? (fraction === null ? quantity : null);
    return [['known', `position ${formatDecimal(position)}; asked: ${said === null ? share : formatDecimal(said)}`]];
  }
  return [
    ['owned', ledgerWords(plan)],
    ['account', accountWords(plan.account, isEntry)],
    ['gates', gateWords(plan.gates)],
    ['route', policyWords(plan)],
    ...restWords(plan),
  ];
}

function ledgerWords({ ledger }: Planned): string {
  const { owned, unit, state, entering } = ledger;
  return [
    `the strategy owns ${formatDecimal(owned)} (${state})`,
    ...(unit === null ? [] : [`${formatDecimal(unit.toSignificantDigits(12))} per unit of the strategy`]),
    ...(entering.isZero() ? [] : [`${formatDecimal(entering)} still entering`]),
  ].join(', ');
}

function accountWords(account: Planned['account'], isEntry: boolean): string {
  const { positionMode, isReady, instrument } = account;
  return [
    `position ${formatDecimal(account.position)} (${positionMode})`,
    `mark price ${amount(account.markPrice)}`,
    `equity ${amount(account.equity)}`,
    `leverage ${account.leverage ?? 'not known'}`,
    ...(isEntry ? riskWords(account) : []),
    ...(isReady ? [] : ['not ready']),
    ...(instrument === null ? ['instrument not known'] : instrument.status === 'trading' ? [] : [instrument.status]),
  ].join(', ');
}

/** What is held is counted only where a limit compares with it. */
function riskWords({ openPositions, symbolNotional, totalNotional, dailyPnl }: Planned['account']): readonly string[] {
  const held = [
    `positions open ${openPositions}`,
    `notional ${short(symbolNotional)} in the symbol, ${short(totalNotional)} in all`,
  ];
  return [...(openPositions === 0 ? [] : held), `PnL of the day ${amount(dailyPnl)}`];
}

function gateWords({ paused, panicBlocked, halted, otherOwner }: Planned['gates']): string {
  const shut = [
    ...(paused ? ['paused'] : []),
    ...(panicBlocked ? ['blocked after /panic'] : []),
    ...(halted ? ['halted after a drift'] : []),
    ...(otherOwner === null ? [] : [`${otherOwner} owns the side`]),
  ];
  return shut.length === 0 ? 'open' : shut.join(', ');
}

function policyWords({ policy, factor }: Planned): string {
  const told = flat(policy).map(([name, value]) => `${name} ${value}`);
  return [...told, `factor ${formatDecimal(factor)}`].join(', ');
}

function restWords({ rests }: Planned): readonly Words[] {
  if (rests === null) return [];
  const orders = rests.orders.map(({ quantity, price }) => `${quantity} at ${price}`).join(', ');
  return [['rests', `${rests.policy.type} from ${amount(rests.price)}: ${orders}`]];
}

/** Names and values of a policy; what is not set is left out. */
function flat(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.length === 0 ? [] : [[path, value.join(' and ')]];
  if (typeof value === 'object') {
    return Object.entries(value).flatMap(([name, inner]) => flat(inner, path === '' ? name : `${path}.${name}`));
  }
  if (path.endsWith('Ms') && typeof value === 'number') return [[path.slice(0, -2), formatSpan(value)]];
  return [[path, typeof value === 'string' ? value : JSON.stringify(value)]];
}

function amount(value: Decimal | null): string {
  return value === null ? 'not known' : short(value);
}

function short(value: Decimal): string {
  return formatDecimal(value.toSignificantDigits(12));
}
