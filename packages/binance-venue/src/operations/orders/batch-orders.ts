import type { Exchange } from '../../exchange/exchange.ts';
import type { VenueAccount } from '../../exchange/venue-account.ts';
import { VenueRefusal } from '../../venue-refusal.ts';
import type { AccountOperation } from '../operation.ts';
import { malformed, optionalText, type Params, requiredText } from '../params.ts';
import { runAmendOrder } from './amend-order.ts';
import { runCancelOrder } from './cancel-order.ts';
import { readJsonList } from './json-list.ts';
import { runPlaceOrder } from './place-order.ts';

type Run = (exchange: Exchange, account: VenueAccount, params: Params) => unknown;

const MOST_PLACED = 5;
const MOST_CANCELED = 10;
const BATCH_COST = { weight: 5, orders: { per10s: 5, perMinute: 1 } };

/** One after another; each has its own result or `{code, msg}`. */
function runEach(exchange: Exchange, account: VenueAccount, items: readonly Params[], run: Run): unknown[] {
  return items.map((item) => {
    try {
      return run(exchange, account, item);
    } catch (error) {
      if (error instanceof VenueRefusal) return { code: error.code, msg: error.message };
      throw error;
    }
  });
}

function readOrders(params: Params): readonly Params[] {
  const items = readJsonList(requiredText(params, 'batchOrders'), 'batchOrders');
  if (items.length === 0 || items.length > MOST_PLACED) {
    throw new VenueRefusal(-4082, `Invalid number of batch place orders: ${items.length}`);
  }
  return items.map((item) => {
    if (typeof item === 'string') throw malformed('batchOrders');
    return item;
  });
}

export const placeBatch: AccountOperation = {
  name: 'POST /fapi/v1/batchOrders',
  security: 'signed',
  ...BATCH_COST,
  isMatched: true,
  run: (exchange, account, params) => runEach(exchange, account, readOrders(params), runPlaceOrder),
};

export const amendBatch: AccountOperation = {
  name: 'PUT /fapi/v1/batchOrders',
  security: 'signed',
  ...BATCH_COST,
  isMatched: true,
  run: (exchange, account, params) => runEach(exchange, account, readOrders(params), runAmendOrder),
};

export const cancelBatch: AccountOperation = {
  name: 'DELETE /fapi/v1/batchOrders',
  security: 'signed',
  weight: 1,
  isMatched: true,
  run(exchange, account, params) {
    const symbol = requiredText(params, 'symbol');
    const byOrderId = optionalText(params, 'orderIdList');
    const list = byOrderId ?? requiredText(params, 'origClientOrderIdList');
    const name = byOrderId === undefined ? 'origClientOrderId' : 'orderId';
    const items = readJsonList(list, `${name}List`);
    if (items.length === 0 || items.length > MOST_CANCELED) {
      throw new VenueRefusal(-4032, 'Exceed maximum cancel order size.');
    }
    const refs = items.map((item) => {
      if (typeof item !== 'string') throw malformed(`${name}List`);
      return new Map([
        ['symbol', symbol],
        [name, item],
      ]);
    });
    return runEach(exchange, account, refs, runCancelOrder);
  },
};
