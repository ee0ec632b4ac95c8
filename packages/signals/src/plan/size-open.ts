import { type Decimal, decimal } from '@perpdesk/broker-core';
import type { SizePolicy } from '../route.ts';
import type { Refusal, RefusalCode } from '../signal.ts';
import { sentence } from '../sentences/sentence.ts';

export interface SizeOpenInput {
  /** The account's factor. */
  readonly factor: Decimal;
  /** The strategy's new position without its sign, in its units. */
  readonly contracts: Decimal;
  /** Quote asset. */
  readonly price: Decimal | null;
  /** Quote asset. */
  readonly equity: Decimal | null;
  readonly leverage: number | null;
  /** The stop's distance in percent of the entry price. */
  readonly stopPercent: Decimal | null;
}

export type SizeOpenResult =
  | { readonly ok: true; /** Base asset, not rounded. */ readonly quantity: Decimal }
  | Refusal;

const HUNDRED = decimal('100');

/** How much an OPEN buys by the route's policy: base asset, > 0, before rounding. */
export function sizeOpen(policy: SizePolicy, input: SizeOpenInput): SizeOpenResult {
  const { factor, contracts } = input;
  switch (policy.type) {
    case 'signal':
      return { ok: true, quantity: contracts.times(policy.factor).times(factor) };
    case 'quantity':
      return { ok: true, quantity: policy.quantity.times(factor) };
    case 'notional':
      return byNotional(policy.notional.times(factor), input);
    case 'margin':
      return byMargin(policy.margin.times(factor), input);
    case 'equity-percent-notional':
      return byEquity(policy.percent, input, byNotional);
    case 'equity-percent-margin':
      return byEquity(policy.percent, input, byMargin);
    case 'risk-percent': {
      const { stopPercent } = input;
      if (stopPercent === null || !stopPercent.gt(0)) {
        return refuse('missing-size', sentence('risk-needs-route-stop'));
      }
      return byEquity(policy.percent, input, (risk) => byNotional(risk.times(HUNDRED).div(stopPercent), input));
    }
    default:
      return policy satisfies never;
  }
}

function byNotional(notional: Decimal, { price }: SizeOpenInput): SizeOpenResult {
  if (price === null || !price.gt(0)) return refuse('no-price', sentence('size-no-price'));
  return { ok: true, quantity: notional.div(price) };
}

function byMargin(margin: Decimal, input: SizeOpenInput): SizeOpenResult {
  if (input.leverage === null) {
    return refuse('broker-not-ready', sentence('margin-no-leverage'));
  }
  return byNotional(margin.times(decimal(`${input.leverage}`)), input);
}

function byEquity(
  percent: Decimal,
  input: SizeOpenInput,
  size: (amount: Decimal, input: SizeOpenInput) => SizeOpenResult,
): SizeOpenResult {
  if (input.equity === null) {
    return refuse('broker-not-ready', sentence('equity-unknown'));
  }
  if (!input.equity.gt(0)) return refuse('below-minimum', sentence('no-equity'));
  return size(input.equity.times(percent).div(HUNDRED).times(input.factor), input);
}

function refuse(code: RefusalCode, detail: string): Refusal {
  return { ok: false, code, detail };
}
