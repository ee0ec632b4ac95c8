import {
  type ClientOrderId,
  decimal,
  type LimitOrderRequest,
  type MarketOrderRequest,
  type Order,
  type OrderRequest,
  type StopLimitOrderRequest,
  type StopMarketOrderRequest,
  toClientOrderId,
  type TrailingStopMarketOrderRequest,
} from '@perpdesk/broker-core';
import { createRules, type RulesOptions } from './create-rules.ts';
import { createState, type StateOptions } from './create-state.ts';
import type { EngineEvent } from './event.ts';
import type { EngineInput } from './input.ts';
import type { EngineState } from './state.ts';
import { step, type StepResult } from './step.ts';

export const START_AT = 1_000_000;

export interface Scenario {
  state: EngineState;
  at: number;
  readonly events: EngineEvent[];
  run(input: EngineInput): StepResult;
  /** The order as it stands after the step. */
  place(request: OrderRequest): Order;
  /** The code of the refusal, or `accepted`. */
  tryPlace(request: OrderRequest): string;
  tick(price: string, symbol?: string): void;
  /** Moves the mark price alone. */
  mark(price: string, symbol?: string): void;
  /** What happened to an order, step by step. */
  changes(clientOrderId: string): readonly string[];
  /** An order in its last form, open or not. */
  order(clientOrderId: string): Order;
}

let counter = 0;
const id = (): ClientOrderId => toClientOrderId(`test-${++counter}`);

const base = { symbol: 'BTCUSDT', positionSide: 'net' } as const;

export function market(side: 'buy' | 'sell', quantity: string, rest: Partial<MarketOrderRequest> = {}): OrderRequest {
  return { ...base, clientOrderId: id(), type: 'market', side, quantity: decimal(quantity), ...rest };
}

export function limit(
  side: 'buy' | 'sell',
  quantity: string,
  price: string,
  rest: Partial<LimitOrderRequest> = {},
): OrderRequest {
  const amounts = { quantity: decimal(quantity), price: decimal(price) };
  return { ...base, clientOrderId: id(), type: 'limit', side, ...amounts, ...rest };
}

export function conditional(
  type: 'stop-market' | 'take-profit-market',
  side: 'buy' | 'sell',
  /** Base asset; `null` closes the position. */
  quantity: string | null,
  triggerPrice: string,
  rest: Partial<Pick<StopMarketOrderRequest, 'clientOrderId' | 'symbol' | 'positionSide' | 'triggerBy'>> & {
    readonly reduceOnly?: boolean;
  } = {},
): OrderRequest {
  const { reduceOnly, ...others } = rest;
  const common = { ...base, clientOrderId: id(), type, side, triggerPrice: decimal(triggerPrice), ...others };
  if (quantity === null) return { ...common, closePosition: true };
  return { ...common, quantity: decimal(quantity), ...(reduceOnly === undefined ? {} : { reduceOnly }) };
}

export function conditionalLimit(
  type: 'stop-limit' | 'take-profit-limit',
  side: 'buy' | 'sell',
  quantity: string,
  { triggerPrice, price }: { readonly triggerPrice: string; readonly price: string },
  rest: Omit<Partial<StopLimitOrderRequest>, 'type'> = {},
): OrderRequest {
  const amounts = { quantity: decimal(quantity), price: decimal(price), triggerPrice: decimal(triggerPrice) };
  const common = { ...base, clientOrderId: id(), side, ...amounts, ...rest };
  return type === 'stop-limit' ? { ...common, type } : { ...common, type };
}

export function trailing(
  side: 'buy' | 'sell',
  quantity: string,
  callbackRate: string,
  rest: Partial<TrailingStopMarketOrderRequest> = {},
): OrderRequest {
  const terms = { quantity: decimal(quantity), callbackRate: decimal(callbackRate) };
  return { ...base, clientOrderId: id(), type: 'trailing-stop-market', side, ...terms, ...rest };
}

/** An exchange with 10000 USDT, BTCUSDT at 60000 and ETHUSDT at 3000, or what is given. */
export function createScenario(
  rules: RulesOptions = {},
  options: Omit<StateOptions, 'rules'> & { readonly deposit?: string } = {},
): Scenario {
  const { deposit = '10000', ...stateOptions } = options;
  const events: EngineEvent[] = [];
  const scenario: Scenario = {
    state: createState({ rules: createRules(rules), ...stateOptions }),
    at: START_AT,
    events,
    run(input) {
      const next = step(scenario.state, input, scenario.at);
      scenario.state = next.state;
      events.push(...next.events);
      return next.result;
    },
    place(request) {
      const result = scenario.run({ type: 'place', request });
      if (!result.ok) throw new Error(`${result.code}: ${result.message}`);
      const [order] = result.orders;
      if (order === undefined) throw new Error('No order came back.');
      return order;
    },
    tryPlace(request) {
      const result = scenario.run({ type: 'place', request });
      return result.ok ? 'accepted' : result.code;
    },
    tick(price, symbol = 'BTCUSDT') {
      const result = scenario.run({ type: 'tick', symbol, price: decimal(price) });
      if (!result.ok) throw new Error(result.message);
    },
    mark(price, symbol = 'BTCUSDT') {
      const result = scenario.run({ type: 'mark', symbol, markPrice: decimal(price) });
      if (!result.ok) throw new Error(result.message);
    },
    changes: (clientOrderId) =>
      events.flatMap((event) =>
        event.type === 'order-updated' && event.order.clientOrderId === clientOrderId ? [event.change] : [],
      ),
    order(clientOrderId) {
      for (const event of events.toReversed()) {
        if (event.type === 'order-updated' && event.order.clientOrderId === clientOrderId) return event.order;
      }
      throw new Error(`No order ${clientOrderId}.`);
    },
  };
  scenario.run({ type: 'deposit', asset: 'USDT', amount: decimal(deposit) });
  return scenario;
}
