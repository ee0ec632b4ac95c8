import { decimal, type Candle } from '@perpdesk/broker-core';
import { fakeInstrument } from '@perpdesk/broker-core/testing';
import type { ChartLevel, ChartReport } from '../../desk/chart-report.ts';

const QUARTER_MS = 900_000;
/** 2026-11-25 14:30 UTC. */
const FIRST = Date.UTC(2026, 10, 25, 14, 30);

/** Candles that look like a market's, always the same. */
export function sampleCandles(count: number, stepMs = QUARTER_MS, firstAt = FIRST): readonly Candle[] {
  let state = 7;
  const draw = () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
  let price = 60_200;
  const at = (value: number) => decimal(value.toFixed(1));
  return Array.from({ length: count }, (_, index) => {
    const open = price;
    price += (draw() - 0.49) * 160;
    const high = Math.max(open, price) + draw() * 60;
    const low = Math.min(open, price) - draw() * 60;
    return { openAt: firstAt + index * stepMs, open: at(open), high: at(high), low: at(low), close: at(price) };
  });
}

export const level = (kind: ChartLevel['kind'], price: string, side: ChartLevel['side'] = null): ChartLevel => ({
  kind,
  price: decimal(price),
  quantity: null,
  side,
});

export function sampleChart(overrides: Partial<ChartReport> = {}): ChartReport {
  return {
    brokerId: 'main',
    environment: 'paper',
    instrument: fakeInstrument(),
    interval: '15m',
    candles: sampleCandles(96),
    positions: [],
    levels: [],
    heardAgoMs: null,
    ...overrides,
  };
}
