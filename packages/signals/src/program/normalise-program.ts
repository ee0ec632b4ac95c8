import type { Decimal, DecimalInput } from '@perpdesk/broker-core';
import { normaliseAlert, type NormaliseResult } from '../normalise/normalise-alert.ts';
import type { Route } from '../route.ts';
import { amount, derivePositions } from './derive-positions.ts';
import type { ProgramSignal } from './program-signal.ts';
import { sentence } from '../sentences/sentence.ts';

export interface ProgramContext {
  readonly route: Route;
  /** What the accounts can trade. */
  readonly symbols: readonly string[];
  readonly signalId: string;
  /** Unix ms. */
  readonly receivedAt: number;
}

/** Reads a program's signal by the rules for alerts, once the sides that it leaves out are filled in. */
export function normaliseProgram(signal: ProgramSignal, context: ProgramContext): NormaliseResult {
  // untyped callers say other things
  if (signal.action !== 'buy' && signal.action !== 'sell') {
    return { ok: false, code: 'missing-side', detail: sentence('action-buy-or-sell') };
  }
  const positions = derivePositions(signal);
  if (!positions.ok) return positions;
  const { ok: _, ...sides } = positions;
  const price = optional(signal.price);
  const positionSize = optional(signal.positionSize);
  if (price === 'bad' || positionSize === 'bad') {
    return { ok: false, code: 'bad-number', detail: sentence('prices-not-decimal') };
  }
  const { route, symbols, signalId, receivedAt } = context;
  const normalised = normaliseAlert({
    alert: {
      ...sides,
      strategy: signal.strategy ?? null,
      symbol: signal.symbol.toUpperCase(),
      exchange: signal.exchange ?? null,
      action: signal.action,
      contracts: null,
      positionSize,
      orderId: signal.id ?? null,
      price: price === null || price.isZero() ? null : price,
      interval: null,
      barAt: null,
      firedAt: null,
      leverage: signal.leverage === undefined ? null : amount(signal.leverage),
      orderType: signal.orderType?.toLowerCase() ?? null,
      entryFault: null,
      notes: signal.tradingMode === undefined ? [] : [sentence('margin-type-ignored')],
    },
    route: { ...route, symbols },
    signalId,
    receivedAt,
  });
  if (!normalised.ok) return normalised;
  return { ok: true, signal: { ...normalised.signal, source: 'program' } };
}

function optional(value: DecimalInput | undefined): Decimal | null | 'bad' {
  if (value === undefined) return null;
  return amount(value) ?? 'bad';
}
