import { Decimal } from './decimal.ts';
import { isClientOrderId } from './ids.ts';
import type { OrderIssue } from './order-issue.ts';
import type { OrderRequest } from './order-request.ts';
import { ORDER_TYPES, type OrderType, TIMES_IN_FORCE, TRIGGER_PRICE_TYPES } from './order.ts';
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
const FLAGS = ['reduceOnly', 'closePosition', 'postOnly'];
const FIELDS = [...AMOUNTS, ...FLAGS, 'triggerBy', ...PRICED];
const KNOWN: ReadonlySet<string> = new Set(['type', 'symbol', 'side', 'positionSide', 'clientOrderId', ...FIELDS]);
const NOTHING: readonly OrderIssue[] = [];

type Said = Readonly<Record<string, unknown>>;

/**
 * What an order says that its type does not have, or leaves out: the types forbid it, untyped code does it all the same.
 * Where there is anything, the amounts are not fit to be looked at.
 */
export function validateShape(request: OrderRequest): readonly OrderIssue[] {
  const said: Said = { ...request };
  const type = ORDER_TYPES.find((known) => known === said['type']);
  if (type === undefined) return [issue(`type ${show(said['type'])} is none of ${ORDER_TYPES.join(', ')}. Use one.`)];
  const issues = [
    ...oneOf(said, 'side', SIDES),
    ...oneOf(said, 'positionSide', POSITION_SIDES),
    ...fieldIssues(type, said),
    ...sizeIssues(type, said),
    ...nameIssues(said),
  ];
  for (const field of AMOUNTS) issues.push(...amountIssues(field, said[field]));
  for (const field of FLAGS) issues.push(...flagIssues(field, said[field]));
  if (said['timeInForce'] !== undefined) issues.push(...oneOf(said, 'timeInForce', TIMES_IN_FORCE));
  if (said['triggerBy'] !== undefined) issues.push(...oneOf(said, 'triggerBy', TRIGGER_PRICE_TYPES));
  return [...issues, ...timeIssues(said['goodTillAt']), ...idIssues(said['clientOrderId'])];
}

function oneOf(said: Said, field: string, values: readonly string[]): readonly OrderIssue[] {
  const value = said[field];
  return values.some((known) => known === value)
    ? NOTHING
    : [issue(`${field} ${show(value)} is none of ${values.join(', ')}. Use one.`)];
}

function fieldIssues(type: OrderType, said: Said): readonly OrderIssue[] {
  const { needs, may } = SHAPES[type];
  const missing = needs.filter((field) => said[field] === undefined);
  const foreign = FIELDS.filter((field) => isSaid(said[field]) && !needs.includes(field) && !may.includes(field));
  if (missing.length + foreign.length === 0) return NOTHING;
  const remedy =
    type === 'trailing-stop-market' ? 'Leave it out; activationPrice says where it trails from.' : 'Leave it out.';
  return [
    ...missing.map((field) => issue(`A ${type} order needs ${field}. Say it.`)),
    ...foreign.map((field) =>
      issue(`A ${type} order has no ${field}. ${field === 'triggerPrice' ? remedy : 'Leave it out.'}`),
    ),
  ];
}

/** A misspelt field would be ignored. What an exchange has of its own comes as an object under its name. */
function nameIssues(said: Said): readonly OrderIssue[] {
  return Object.entries(said)
    .filter(([field, value]) => !KNOWN.has(field) && isSaid(value) && typeof value !== 'object')
    .map(([field]) => issue(`An order has no ${field.slice(0, 40)}. Mend its name, or leave it out.`));
}

function sizeIssues(type: OrderType, said: Said): readonly OrderIssue[] {
  if (!SHAPES[type].may.includes('closePosition')) return NOTHING;
  if (said['closePosition'] !== true) {
    return said['quantity'] !== undefined
      ? NOTHING
      : [issue(`A ${type} order needs quantity or closePosition. Say one.`)];
  }
  const beside = ['quantity', 'reduceOnly'].filter((field) => isSaid(said[field]));
  return beside.map((field) => issue(`closePosition does not go with ${field}. Leave ${field} out.`));
}

function amountIssues(field: string, value: unknown): readonly OrderIssue[] {
  if (value === undefined || (Decimal.isDecimal(value) && value.isFinite())) return NOTHING;
  return [issue(`${field} ${show(value)} is no Decimal. Make it with decimal('…').`)];
}

/** A flag that is no boolean would be taken for switched off: an order that may only reduce would be free to add. */
function flagIssues(field: string, value: unknown): readonly OrderIssue[] {
  if (value === undefined || typeof value === 'boolean') return NOTHING;
  return [issue(`${field} is a ${typeof value}, no boolean. Use true or false.`)];
}

function timeIssues(goodTillAt: unknown): readonly OrderIssue[] {
  if (goodTillAt === undefined || typeof goodTillAt === 'number') return NOTHING;
  return [issue(`goodTillAt is a ${typeof goodTillAt}, no number. Use Unix ms.`)];
}

function idIssues(clientOrderId: unknown): readonly OrderIssue[] {
  if (typeof clientOrderId === 'string' && isClientOrderId(clientOrderId)) return NOTHING;
  const found = typeof clientOrderId === 'string' ? JSON.stringify(clientOrderId.slice(0, 60)) : typeof clientOrderId;
  return [issue(`clientOrderId ${found} is not 1 to 36 characters of .A-Z:/a-z0-9_-. Make it with toClientOrderId.`)];
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
