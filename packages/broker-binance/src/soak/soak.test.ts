import { expect, test, vi } from 'vitest';
import { runSoak } from './run-soak.test.fixture.ts';

vi.setConfig({ testTimeout: 120_000 });

test('240 random orders under seeded faults: books agree, nothing twice, nothing lost (seed 7)', async () => {
  const report = await runSoak({ orders: 240, seed: 7, rate: 0.15, atOnce: 12, say: () => {} });
  for (const { transport, duplicates, lost, denied } of report.sides) {
    expect({ transport, duplicates, lost, denied }).toEqual({ transport, duplicates: [], lost: [], denied: [] });
  }
  expect(report.faults).toBeGreaterThan(20);
});
