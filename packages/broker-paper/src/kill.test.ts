import { expect, test } from 'vitest';
import { decimal, toClientOrderId } from '@perpdesk/broker-core';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPaperBroker, createSqlitePaperStore } from './index.ts';

test('an order whose placing has resolved is there after kill -9, however often', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'paper-kill-'));
  const path = join(folder, 'paper.db');
  for (const linesToWait of [1, 8, 30]) {
    rmSync(path, { force: true });
    rmSync(`${path}-wal`, { force: true });
    const placed = await placeUntilKilled(path, linesToWait);
    const broker = createPaperBroker({
      id: 'after',
      store: createSqlitePaperStore({ path }),
      volatility: decimal('0'),
    });
    await broker.connect();
    const { walletBalance } = await broker.getBalance('USDT');
    for (const [id, status] of placed) {
      const found = await broker.findOrder({ symbol: 'BTCUSDT', clientOrderId: toClientOrderId(id) });
      expect(found.order).toMatchObject({ clientOrderId: id });
      if (status === 'filled') expect(found.order?.status).toBe('filled');
    }
    const orders = await broker.getOrderHistory();
    expect(new Set(orders.map(({ clientOrderId }) => clientOrderId)).size).toBe(orders.length);
    expect(orders.length - placed.length).toBeLessThanOrEqual(1);
    const booked = (await broker.getIncome()).reduce((sum, { amount }) => sum.plus(amount), decimal('0'));
    expect(booked.eq(walletBalance)).toBe(true);
    await broker.close();
  }
  rmSync(folder, { recursive: true });
}, 60_000);

async function placeUntilKilled(path: string, linesToWait: number): Promise<readonly (readonly [string, string])[]> {
  const child = spawn(
    process.execPath,
    ['--conditions=@perpdesk/source', join(import.meta.dirname, 'kill-child.test.fixture.ts'), path],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let output = '';
  const gone = new Promise<void>((resolve) => void child.once('close', () => resolve()));
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (output.split('\n').length > linesToWait) child.kill('SIGKILL');
  });
  await gone;
  const lines = output.slice(0, output.lastIndexOf('\n')).split('\n');
  expect(lines.length).toBeGreaterThanOrEqual(linesToWait);
  return lines.map((line) => {
    const [id = '', status = ''] = line.split(' ');
    return [id, status] as const;
  });
}
