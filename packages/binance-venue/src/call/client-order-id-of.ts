import type { Params } from '../operations/params.ts';

const NAMES = ['newClientOrderId', 'clientAlgoId', 'origClientOrderId'];

/** The client id of the order that a call places or names; '' where it names none. For fault rules. */
export function clientOrderIdOf(params: Params): string {
  const name = NAMES.find((known) => params.has(known));
  return name === undefined ? '' : (params.get(name) ?? '');
}
