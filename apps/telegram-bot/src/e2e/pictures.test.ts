import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { labelsOf } from './chat-door.ts';
import { startEmbeddedDesk, type EmbeddedDesk } from './embedded-desk.ts';
import { postAlert, readCall } from './sample-call.ts';

const TIMEOUT = 60_000;
let desk: EmbeddedDesk;

beforeAll(async () => {
  desk = await startEmbeddedDesk();
  await postAlert(await readCall(desk.printed.call));
  await desk.owner.sees('BTCUSDT LONG 0.020');
}, TIMEOUT);
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
}, TIMEOUT);

const sizeOf = (png: Uint8Array) => {
  const bytes = Buffer.from(png);
  return [bytes.toString('latin1', 1, 4), bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
};

describe('pictures and files of the program, as Telegram gets them', () => {
  test(
    'a chart is a picture with its words, and another length takes its place',
    async () => {
      const { owner } = desk;
      await owner.say('/chart');
      const sent = await owner.sees('1m candles');
      expect(sent.photo).toHaveLength(1);
      expect(sizeOf(await owner.file(sent))).toEqual(['PNG', 1080, 890]);
      expect(sent.caption).toContain('BTCUSDT LONG 0.020');
      await owner.tap('4h');
      const edited = await owner.sees('4h candles');
      expect(edited.message_id).toBe(sent.message_id);
      expect(edited.photo?.[0]?.file_unique_id).not.toBe(sent.photo?.[0]?.file_unique_id);
      expect(labelsOf(edited)).toEqual(['1m', '5m', '15m', '1h', '1d', 'Refresh']);
    },
    TIMEOUT,
  );

  test(
    'PnL is a picture, and its button brings the bookings as a file',
    async () => {
      const { owner } = desk;
      await owner.say('/pnl 7d');
      const sent = await owner.sees('PnL of the last 7 days');
      expect(sizeOf(await owner.file(sent))).toEqual(['PNG', 1080, 936]);
      await owner.tap('CSV');
      const { document, ...file } = await owner.sees('booking');
      expect(document).toMatchObject({ file_name: expect.stringMatching(/^bookings-.*\.csv$/) });
      const text = Buffer.from(await owner.file({ ...file, document: document! })).toString();
      expect(text).toMatch(/^time,account,environment,type,symbol,asset,amount\r\n/);
      expect(text).toMatch(/,paper,paper,fee,BTCUSDT,USDT,-\d/);
    },
    TIMEOUT,
  );

  test(
    'fills come with their strategy, and a stranger gets none of it',
    async () => {
      const { owner, stranger } = desk;
      await owner.say('/export fills today');
      const sent = await owner.sees('1 fill');
      expect(Buffer.from(await owner.file(sent)).toString()).toMatch(
        /,BTCUSDT,buy,net,0.02,.*,USDT,[\w-]+\/[\w-]+\/BTCUSDT,/,
      );
      await stranger.say('/export');
      await stranger.sees('You have no access');
      expect(await stranger.texts()).toHaveLength(2);
    },
    TIMEOUT,
  );
});
