import type { RouteConfig } from '@perpdesk/broker-config';
import { type Broker, type Decimal, formatDecimal } from '@perpdesk/broker-core';

/** Percent: what an exchange takes as the callback of a trailing stop. */
export interface CallbackRates {
  readonly least: Decimal;
  readonly most: Decimal;
  readonly step: Decimal;
}

interface RatesTeller {
  readonly callbackRates: CallbackRates;
}

function tellsRates(broker: Broker): broker is Broker & RatesTeller {
  return 'callbackRates' in broker;
}

/** `null`: the adapter does not say. */
export function callbackRatesOf(broker: Broker): CallbackRates | null {
  return tellsRates(broker) ? broker.callbackRates : null;
}

/** Why an exchange would refuse the route's trailing stop each time; `null`: it would not. */
export function callbackFault({ trailing }: Pick<RouteConfig, 'trailing'>, rates: CallbackRates | null): string | null {
  if (trailing === null || rates === null) return null;
  const { callbackPercent: callback } = trailing;
  const { least, most, step } = rates;
  if (callback.gte(least) && callback.lte(most) && callback.mod(step).isZero()) return null;
  const [given, from, to, by] = [callback, least, most, step].map(formatDecimal);
  return `refuses protect.trailing.callback ${given}: it takes ${from} to ${to} in steps of ${by}`;
}
