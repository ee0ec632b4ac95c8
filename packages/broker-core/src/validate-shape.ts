import { Decimal } from './decimal.ts';
import type { OrderIssue } from './order-issue.ts';
import type { OrderRequest } from './order-request.ts';
import { ORDER_TYPES, type OrderType } from './order.ts';
import { POSITION_SIDES, SIDES } from './side.ts';

interface Shape {
  readonly needs: readonly string[];
  readonly may: readonly string[];
}

const PRICED = ['timeInForce', 'goodTillAt'];
const SHAPES: Readonly<Record<OrderType, Shape>> = {
  market: { needs: ['quantity'], may: ['reduceOnly'] },
  limit: { needs: ['quantity', 'price'], may: ['reduceOnly', 'postOnly', ...PRICED] },
  'stop-market': { needs: ['triggerPrice'], may: ['quantity', 'reduceOnly', 'closePosition', 'triggerBy'] },
  'take-profit-market': { needs: ['triggerPrice'], may: ['quantity', 'reduceOnly', 'closePosition', 'triggerBy'] },
  'stop-limit': { needs: ['quantity', 'price', 'triggerPrice'], may: ['reduceOnly', 'triggerBy', ...PRICED] },
  'take-profit-limit': { needs: ['quantity', 'price', 'triggerPrice'], may: ['reduceOnly', 'triggerBy', ...PRICED] },
  'trailing-stop-market': { needs: ['quantity', 'callbackRate'], may: ['reduceOnly', 'activationPrice', 'triggerBy'] },
};
const AMOUNTS = ['quantity', 'price', 'triggerPrice', 'activationPrice', 'callbackRate'];
const FIELDS = [...AMOUNTS, 'reduceOnly', 'closePosition', 'postOnly', 'triggerBy', ...PRICED];

/**
 * What an order says that its type does not have, or leaves out: the types forbid it, untyped code does it all the same.
 * Where there is anything, the amounts are not fit to be looked at.
 */
export function validateShape(request: OrderRequest): readonly OrderIssue[] {
  const said = new Map<string, unknown>(Object.entries(request).filter(([, value]) => value !== undefined));
  const type = ORDER_TYPES.find((known) => known === said.get('type'));
  if (type === undefined)
    return [issue(`type ${show(said.get('type'))} is none of ${ORDER_TYPES.join(', ')}. Use one.`)];
  return [
    ...oneOf(said, 'side', SIDES),
    ...oneOf(said, 'positionSide', POSITION_SIDES),
    ...fieldIssues(type, said),
    ...sizeIssues(type, said),
    ...AMOUNTS.flatMap((field) => amountIssues(field, said.get(field))),
  ];
}

function oneOf(said: ReadonlyMap<string, unknown>, field: string, values: readonly string[]): OrderIssue[] {
  const value = said.get(field);
  return values.some((known) => known === value)
    ? []
    : [issue(`${field} ${show(value)} is none of ${values.join(', ')}. Use one.`)];
}

function fieldIssues(type: OrderType, said: ReadonlyMap<string, unknown>): OrderIssue[] {
  const { needs, may } = SHAPES[type];
  const missing = needs.filter((field) => !said.has(field));
  const foreign = FIELDS.filter((field) => isSaid(said.get(field)) && !needs.includes(field) && !may.includes(field));
  const remedy =
    type === 'trailing-stop-market' ? 'Leave it out; activationPrice says where it trails from.' : 'Leave it out.';
  return [
    ...missing.map((field) => issue(`A ${type} order needs ${field}. Say it.`)),
    ...foreign.map((field) =>
      issue(`A ${type} order has no ${field}. ${field === 'triggerPrice' ? remedy : 'Leave it out.'}`),
    ),
  ];
}

function sizeIssues(type: OrderType, said: ReadonlyMap<string, unknown>): OrderIssue[] {
  if (!SHAPES[type].may.includes('closePosition')) return [];
  if (said.get('closePosition') !== true) {
    return said.has('quantity') ? [] : [issue(`A ${type} order needs quantity or closePosition. Say one.`)];
  }
  const beside = ['quantity', 'reduceOnly'].filter((field) => isSaid(said.get(field)));
  return beside.map((field) => issue(`closePosition does not go with ${field}. Leave ${field} out.`));
}

function amountIssues(field: string, value: unknown): OrderIssue[] {
  if (value === undefined || (Decimal.isDecimal(value) && value.isFinite())) return [];
  return [issue(`${field} ${show(value)} is no Decimal. Make it with decimal('…').`)];
}

/** What is switched off is as good as left out. */
function isSaid(value: unknown): boolean {
  return value !== undefined && value !== false;
}

function issue(message: string): OrderIssue {
  return { code: 'invalid-request', message };
}

function show(value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'number' ? value.toString() : typeof value;
  return text.slice(0, 40);
}
