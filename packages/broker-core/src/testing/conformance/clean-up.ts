import { BrokerError } from '../../broker-error.ts';
import { toClientOrderId } from '../../ids.ts';
import type { Position } from '../../position.ts';
import type { Bench } from './bench.ts';
import { createPatience } from './patience.ts';

/** Cancels all orders and closes all positions in the bench's symbols, and resolves when none is left. */
export async function cleanUp(bench: Bench): Promise<void> {
  const { broker, symbols } = bench;
  const { eventually } = createPatience(bench);
  if (!broker.isConnected) await broker.connect();
  for (const symbol of symbols) {
    const cancel = async () => {
      await broker.cancelAllOrders(symbol);
      return broker.getOpenOrders(symbol);
    };
    await eventually(`${symbol} has no open orders`, cancel, (open) => open.length === 0);
  }
  const run = (await broker.getServerTime()).toString(36);
  let count = 0;
  const close = async () => {
    const positions = await broker.getPositions();
    const held = positions.filter(({ symbol }) => symbols.includes(symbol));
    for (const { symbol, positionSide } of held) {
      count += 1;
      const clientOrderId = toClientOrderId(`${run}-clean-${count}`);
      await broker.closePosition(symbol, { positionSide, clientOrderId }).catch(ignoreFlat);
    }
    return held;
  };
  await eventually('the positions are closed', close, (held: readonly Position[]) => held.length === 0);
}

function ignoreFlat(error: unknown): void {
  if (!BrokerError.is(error) || error.code !== 'reduce-only-rejected') throw error;
}
