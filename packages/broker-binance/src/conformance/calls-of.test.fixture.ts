import type { Fault } from '@perpdesk/broker-core/testing';

/** One call as the venue sees it: HTTP method and REST path, or a WS-API method. */
export interface SeenCall {
  readonly transport: string;
  readonly method: string;
  readonly path: string;
}

type Target = NonNullable<Fault['on']>;

const ORDER_PATHS = ['/fapi/v1/order', '/fapi/v1/algoOrder'];
const SOCKET_WRITES = ['order.place', 'order.modify', 'order.cancel', 'algoOrder.place', 'algoOrder.cancel'];

const rest = (method: string, paths: readonly string[]) => (call: SeenCall) =>
  call.transport === 'rest' && call.method === method && paths.includes(call.path);
const socket = (paths: readonly string[]) => (call: SeenCall) =>
  call.transport === 'ws-api' && paths.includes(call.path);
const either =
  (...matchers: readonly ((call: SeenCall) => boolean)[]) =>
  (call: SeenCall) =>
    matchers.some((matches) => matches(call));

/** Which calls of the adapter a fault's target means. */
const BY_TARGET: Readonly<Partial<Record<Target, (call: SeenCall) => boolean>>> = {
  write: (call) =>
    call.transport === 'rest'
      ? ['POST', 'PUT', 'DELETE'].includes(call.method) && !call.path.endsWith('/listenKey')
      : SOCKET_WRITES.includes(call.path),
  placeOrder: either(rest('POST', ORDER_PATHS), socket(['order.place', 'algoOrder.place'])),
  closePosition: either(rest('POST', ORDER_PATHS), socket(['order.place'])),
  placeOrders: either(rest('POST', ['/fapi/v1/batchOrders', ...ORDER_PATHS]), socket(['algoOrder.place'])),
  amendOrder: either(rest('PUT', ['/fapi/v1/order']), socket(['order.modify'])),
  cancelOrder: either(rest('DELETE', ORDER_PATHS), socket(['order.cancel', 'algoOrder.cancel'])),
  cancelAllOrders: rest('DELETE', ['/fapi/v1/allOpenOrders', '/fapi/v1/algoOpenOrders']),
  setLeverage: rest('POST', ['/fapi/v1/leverage']),
  setMarginType: rest('POST', ['/fapi/v1/marginType']),
  setPositionMode: rest('POST', ['/fapi/v1/positionSide/dual']),
  setDeadMansSwitch: rest('POST', ['/fapi/v1/countdownCancelAll']),
  getOrder: rest('GET', ORDER_PATHS),
  findOrder: rest('GET', ORDER_PATHS),
  getOpenOrders: rest('GET', ['/fapi/v1/openOrders', '/fapi/v1/openAlgoOrders']),
  getOrderHistory: rest('GET', ['/fapi/v1/allOrders', '/fapi/v1/allAlgoOrders']),
  getFills: rest('GET', ['/fapi/v1/userTrades']),
  getIncome: rest('GET', ['/fapi/v1/income']),
  getAccount: rest('GET', ['/fapi/v3/account']),
  getBalance: rest('GET', ['/fapi/v3/balance']),
  getPositions: rest('GET', ['/fapi/v3/positionRisk']),
  getPosition: rest('GET', ['/fapi/v3/positionRisk']),
  getMarkPrice: rest('GET', ['/fapi/v1/premiumIndex']),
  getLeverage: rest('GET', ['/fapi/v1/symbolConfig']),
  getMarginType: rest('GET', ['/fapi/v1/symbolConfig']),
  getLeverageBrackets: rest('GET', ['/fapi/v1/leverageBracket']),
  getPositionMode: rest('GET', ['/fapi/v1/accountConfig']),
  testConnection: rest('GET', ['/fapi/v1/rateLimit/order']),
  getServerTime: rest('GET', ['/fapi/v1/time']),
};

export function meets(target: Target, call: SeenCall): boolean {
  const matches = BY_TARGET[target];
  if (matches === undefined) throw new Error(`No fault can be aimed at ${target} here.`);
  return matches(call);
}
