import { afterEach, describe, expect, test } from 'vitest';
import { FLAT, OWNER_ID, sampleAlert, startProgramBench, type ProgramBench } from '../testing/program-bench.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});
const start = (options: Omit<Parameters<typeof startProgramBench>[0], 'onClose'>): Promise<ProgramBench> =>
  startProgramBench({ ...options, onClose: (close) => void closers.push(close) });

const TIMEOUT = 60_000;

describe('the embedded desk with a route that asks', () => {
  test(
    'carries an alert to a card, and a tap to one order, however often it is tapped',
    async () => {
      const desk = await start({ route: { execute: 'ask' } });
      expect(await desk.post(sampleAlert())).toMatchObject({ status: 200 });
      const card = await desk.sees('BTCUSDT opens long. Place it?');
      expect(card.text?.replaceAll('\u202f', ' ')).toContain('PAPER paper · buy 0.020 · ≈ 1 ');
      const [place = '', , skip = ''] = desk.buttons(card);
      await desk.program.engine.idle();
      expect(desk.position()).toBe('0');

      desk.telegram.tap(OWNER_ID, OWNER_ID, card.message_id, place);
      desk.telegram.tap(OWNER_ID, OWNER_ID, card.message_id, place);
      desk.telegram.tap(OWNER_ID, OWNER_ID, card.message_id, skip);
      await desk.sees('BTCUSDT · placed by user 1000001');
      await desk.sees('BTCUSDT bought 0.020 at');
      await desk.until(() => desk.position() === '0.02');
      desk.telegram.tap(OWNER_ID, OWNER_ID, card.message_id, place);
      await desk.until(() => desk.texts().some((text) => text.includes('BTCUSDT LONG 0.020')));
      expect(desk.texts().filter((text) => text.includes('bought'))).toHaveLength(1);
      expect(desk.position()).toBe('0.02');

      // an exit asks nobody
      expect(await desk.post(sampleAlert(FLAT))).toMatchObject({ status: 200 });
      await desk.sees('BTCUSDT closed by the signal');
      expect(desk.position()).toBe('0');
    },
    TIMEOUT,
  );

  test(
    'another size is placed in its place, and both cards say what became of it',
    async () => {
      const desk = await start({ route: { execute: 'ask' } });
      await desk.post(sampleAlert());
      const card = await desk.sees('BTCUSDT opens long. Place it?');
      const [, edit = ''] = desk.buttons(card);
      desk.tap(edit);
      await desk.sees('@paper: the alert asks for 0.02.');
      desk.say('0.0125');
      const sized = await desk.sees('0.0125 is rounded down to 0.012');
      expect(sized.text).toContain('demo · BTCUSDT, another size');
      const [yes = ''] = desk.buttons(sized);
      desk.tap(yes);
      await desk.until(() => desk.position() === '0.012');
      const labels = () => JSON.stringify(desk.telegram.messages(OWNER_ID).map((it) => it.reply_markup));
      await desk.until(() => labels().match(/✓ Filled 0\.012/g)?.length === 2);
      const texts = desk.texts().filter((text) => text.includes('Place it?'));
      expect(texts).toMatchObject([expect.stringMatching(/Placed by user 1000001\. Filled 0\.012 at /)]);
      const audit = await desk.program.engine.quoteAsk({ signalId: edit.split(':')[1] ?? '' });
      expect(audit).toMatchObject({ ok: false, code: 'placed' });
    },
    TIMEOUT,
  );

  test(
    'a card outlives a restart, and is placed by a tap after it',
    async () => {
      const first = await start({ route: { execute: 'ask' } });
      await first.post(sampleAlert());
      const card = await first.sees('Place it?');
      const [place = ''] = first.buttons(card);
      await first.program.stop();
      const second = await start({ route: { execute: 'ask' }, folder: first.folder });
      const [, signalId = ''] = place.split(':');
      const answer = { signalId, decision: 'place', actor: 'user:1000001' } as const;
      expect(await second.program.engine.decide(answer)).toMatchObject({ ok: true, brokerIds: ['paper'] });
      await second.sees('BTCUSDT bought 0.020 at');
      expect(await second.program.engine.decide(answer)).toMatchObject({ ok: false, code: 'placed' });
      expect(second.position()).toBe('0.02');
    },
    TIMEOUT,
  );

  test(
    'a dry run says what it would send, and a route that only tells says that',
    async () => {
      const desk = await start({ route: { dryRun: true } });
      await desk.post(sampleAlert());
      await desk.sees('This would be sent. It was not.');
      await desk.program.engine.idle();
      expect(desk.position()).toBe('0');
      await desk.program.stop();
      const telling = await start({ route: { execute: 'notify' } });
      await telling.post(sampleAlert());
      await telling.sees('The route only tells: nothing is placed.');
      await telling.program.engine.idle();
      expect(telling.position()).toBe('0');
    },
    TIMEOUT,
  );
});
