import type { ContenderName } from './contender.ts';
import type { Verdict } from '../verdict.ts';
import type { OrderFigures } from './figures.ts';

type Ratios = readonly Pick<OrderFigures, 'name' | 'ratio'>[];

const MOST_WS = 1;
const MOST_REST = 1.7;
const OURS: readonly ContenderName[] = ['perpdesk-ws-ed25519', 'perpdesk-ws', 'perpdesk-rest'];
const OTHERS: readonly ContenderName[] = ['ccxt', 'sdk'];

/**
 * What was promised: p50 against the hand-signed request over REST, and to be ahead of ccxt and the SDK in every way.
 * The WS-API's is held with the key that is made for it; both are told.
 */
export function judge(figures: Ratios): readonly Verdict[] {
  const ratioOf = (name: ContenderName) => figures.find((one) => one.name === name)?.ratio ?? Number.NaN;
  const text = (name: ContenderName) => ratioOf(name).toFixed(2);
  const slowest = Math.max(...OURS.map(ratioOf));
  const other = Math.min(...OTHERS.map(ratioOf));
  return [
    {
      text: `WS-API ${text('perpdesk-ws-ed25519')} with an Ed25519 key (at most ${MOST_WS.toFixed(1)}; ${text('perpdesk-ws')} with an HMAC key)`,
      isMet: ratioOf('perpdesk-ws-ed25519') <= MOST_WS,
    },
    {
      text: `REST ${text('perpdesk-rest')} (at most ${MOST_REST.toFixed(1)})`,
      isMet: ratioOf('perpdesk-rest') <= MOST_REST,
    },
    {
      text: `our slowest ${slowest.toFixed(2)}, the faster of ccxt and SDK ${other.toFixed(2)} (ahead of it)`,
      isMet: slowest < other,
    },
  ];
}
