import { afterEach, describe, expect, test } from 'vitest';
import type { Logger } from '@perpdesk/broker-core';
import { FLAT, OWNER_ID, sampleAlert, startProgramBench, type ProgramBench } from '../testing/program-bench.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});
const start = (options: { readonly folder?: string; readonly logger?: Logger } = {}): Promise<ProgramBench> =>
  startProgramBench({ ...options, onClose: (close) => void closers.push(close) });

const TIMEOUT = 30_000;

describe('the embedded desk', () => {
  test(
    'carries the sample alert to a position and tells it',
    async () => {
      const desk = await start();
      const body = sampleAlert();
      expect(await desk.post(body)).toMatchObject({ status: 200, body: { result: 'accepted' } });
      const signal = await desk.sees('demo · BTCUSDT opens long');
      const fill = await desk.sees('BTCUSDT bought 0.020 at');
      const card = await desk.sees('BTCUSDT LONG 0.020 · 10x cross');
      expect(fill.reply_to_message?.message_id).toBe(signal.message_id);
      expect(desk.buttons(card)).toHaveLength(11);
      expect(desk.position()).toBe('0.02');

      // the same bytes again change nothing
      const count = desk.texts().length;
      expect(await desk.post(body)).toMatchObject({ status: 200, body: { result: 'duplicate' } });
      await desk.program.engine.idle();
      expect(desk.texts()).toHaveLength(count);
      expect(desk.position()).toBe('0.02');

      expect(await desk.post(sampleAlert(FLAT))).toMatchObject({ status: 200 });
      await desk.sees('BTCUSDT sold 0.020 at');
      await desk.sees('BTCUSDT closed by the signal');
      expect(desk.position()).toBe('0');
    },
    TIMEOUT,
  );

  test(
    'trades by hand: a card, one order however often it is tapped, and /panic',
    async () => {
      const desk = await start();
      desk.say('/long BTCUSDT 0.01');
      const card = await desk.sees('LONG BTCUSDT 0.010 · market');
      const [yes = ''] = desk.buttons(card);
      desk.telegram.tap(OWNER_ID, OWNER_ID, card.message_id, yes);
      desk.telegram.tap(OWNER_ID, OWNER_ID, card.message_id, yes);
      await desk.sees('BTCUSDT bought 0.010');
      await desk.program.engine.idle();
      expect(desk.position()).toBe('0.01');

      desk.say('/positions');
      const position = await desk.sees('BTCUSDT LONG 0.010');
      const [half = ''] = desk.buttons(position);
      desk.tap(half);
      const closing = await desk.sees('CLOSE BTCUSDT LONG 0.005 of 0.010');
      desk.tap(desk.buttons(closing)[0] ?? '');
      await desk.until(() => desk.position() === '0.005');

      desk.say('/PANIC');
      const panic = await desk.sees('Stops all signals');
      desk.tap(desk.buttons(panic)[0] ?? '');
      await desk.sees('FLAT');
      expect(desk.position()).toBe('0');
      desk.say('/long BTCUSDT 0.01');
      await desk.sees('The desk is blocked after /panic.');
      desk.say('/resume');
      await desk.sees('Resumed by user 1000001.');
    },
    TIMEOUT,
  );

  test(
    'refuses bad alerts by name, in the chat once, without an order',
    async () => {
      const desk = await start();
      const bad = sampleAlert({ symbol: 'DOGEUSDT.P' });
      expect(await desk.post('{')).toMatchObject({ status: 400, body: { code: 'bad-json' } });
      expect(await desk.post(bad)).toMatchObject({ status: 422, body: { code: 'unknown-symbol' } });
      expect(await desk.post(bad)).toMatchObject({ status: 422, body: { result: 'duplicate' } });
      await desk.sees('unknown-symbol');
      await desk.program.engine.idle();
      expect(desk.texts().filter((text) => text.includes('unknown-symbol'))).toHaveLength(1);
      expect(desk.program.manager.view('paper').positions).toEqual([]);
      expect(await desk.get('/hooks/no-such-route')).toMatchObject({ status: 404 });
    },
    TIMEOUT,
  );

  test(
    'says that it is ready, counts, and shows no secret',
    async () => {
      const lines: unknown[] = [];
      const log = (...entry: unknown[]) => void lines.push(entry);
      const desk = await start({ logger: { debug: log, info: log, warn: log, error: log } });
      await desk.until(async () => (await desk.get('/readyz')).status === 200);
      await desk.post(sampleAlert());
      await fetch(`${desk.program.url}/hooks/unknown`, { method: 'POST', body: '{}' });
      await desk.sees('BTCUSDT LONG');
      const { status, text } = await desk.get('/metrics');
      expect(status).toBe(200);
      expect(text).toMatch(/perpdesk_signals_total\{route="demo",result="accepted",code="none"\} 1/);
      expect(text).toMatch(/perpdesk_orders_total\{state="filled"\} 1/);
      expect(text).toMatch(/perpdesk_unknown_routes_total 1/);
      expect(text).toMatch(/perpdesk_outbox_dead 0/);
      expect(text).toMatch(/nodejs_eventloop_lag_seconds/);
      for (const told of [text, JSON.stringify(lines)]) {
        expect(told).not.toContain('demo-token');
        expect(told).not.toContain(desk.telegram.token);
      }
    },
    TIMEOUT,
  );

  test(
    'keeps position and pause over a restart and takes up commands sent meanwhile',
    async () => {
      const first = await start();
      await first.post(sampleAlert());
      await first.sees('BTCUSDT LONG 0.020');
      first.say('/pause');
      await first.sees('Paused by user');
      await expect(start({ folder: first.folder })).rejects.toMatchObject({ code: 'held' });
      await first.program.stop();

      // the chat server numbers updates by tenths of a second: one that starts in the same one repeats numbers
      await new Promise((resolve) => setTimeout(resolve, 150));
      const next = await start({ folder: first.folder });
      await next.until(() => next.position() === '0.02');
      expect(next.program.engine.status().paused).toBe(true);
      next.say('/long BTCUSDT 0.01');
      await next.sees('The desk is paused.');
    },
    TIMEOUT,
  );
});
