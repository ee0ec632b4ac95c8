import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEmbeddedDesk, type EmbeddedDesk } from './embedded-desk.ts';
import { postAlert, readCall, withFields, type AlertRequest } from './sample-call.ts';
import { readOrders, readSignals } from './stored-rows.ts';
import { until } from './until.ts';

const TIMEOUT = 120_000;

interface BadAlert {
  readonly what: string;
  readonly change: (sample: AlertRequest) => AlertRequest;
  readonly status: number;
  readonly code: string;
  /** Found in the chat. */
  readonly said: string;
}

const fields = (given: Readonly<Record<string, string | undefined>>) => (sample: AlertRequest) =>
  withFields(sample, given);

const BAD: readonly BadAlert[] = [
  {
    what: 'is no JSON',
    change: ({ url }) => ({ url, body: '{"strategy": "btc-trend",' }),
    status: 400,
    code: 'bad-json',
    said: 'bad-json',
  },
  {
    what: 'is plain text',
    change: ({ url }) => ({ url, body: 'BTCUSDT crossed 60000' }),
    status: 400,
    code: 'not-a-command',
    said: 'not-a-command',
  },
  { what: 'is empty', change: ({ url }) => ({ url, body: '' }), status: 400, code: 'bad-json', said: 'bad-json' },
  {
    what: 'has an unresolved placeholder',
    change: fields({ positionSize: '{{strategy.position_size}}' }),
    status: 422,
    code: 'unresolved-placeholder',
    said: 'positionSize',
  },
  {
    what: 'lacks the symbol',
    change: fields({ symbol: undefined }),
    status: 422,
    code: 'missing-symbol',
    said: 'symbol',
  },
  {
    what: 'lacks the previous position',
    change: fields({ prevMarketPosition: undefined, prevMarketPositionSize: undefined }),
    status: 422,
    code: 'missing-field',
    said: 'prevMarketPosition',
  },
  {
    what: 'names an unknown symbol',
    change: fields({ symbol: 'DOGEUSDT.P' }),
    status: 422,
    code: 'unknown-symbol',
    said: 'DOGEUSDT',
  },
  { what: 'has no time', change: fields({ firedAt: undefined }), status: 422, code: 'bad-time', said: 'bad-time' },
];

describe('bad alerts to the running desk', () => {
  let desk: EmbeddedDesk;
  let sample: AlertRequest;

  beforeAll(async () => {
    desk = await startEmbeddedDesk();
    sample = await readCall(desk.printed.call);
  }, TIMEOUT);
  afterAll(async () => desk?.[Symbol.asyncDispose](), TIMEOUT);

  /** The command's answer comes after what was to be sent before it, and says that nothing waits. */
  const settledTexts = async () => {
    const before = (await desk.owner.texts()).length;
    await desk.owner.say('/status');
    return until('the status', async () => {
      const texts = await desk.owner.texts();
      return texts.slice(before).some((it) => it.includes('Outbox empty')) ? texts : undefined;
    });
  };

  test.each(BAD)(
    'one that $what is refused by name, stored, and told once',
    async ({ change, status, code, said }) => {
      const request = change(sample);
      const stored = readSignals(desk.folder).length;
      const before = await settledTexts();
      const answer = await postAlert(request);
      expect(answer).toMatchObject({ status, body: { result: 'refused', code } });
      expect(await postAlert(request)).toMatchObject({ status, body: { result: 'duplicate', code } });

      const rows = readSignals(desk.folder).slice(stored);
      expect(rows).toMatchObject([{ state: 'refused', code, id: answer.body['signalId'], source: 'route:demo' }]);
      const told = (await settledTexts()).slice(before.length).filter((text) => text.includes('no order'));
      expect(told).toHaveLength(1);
      expect(told[0]).toContain(said);
      expect(told[0]).toContain(code);
      expect(readOrders(desk.folder)).toEqual([]);
    },
    TIMEOUT,
  );

  test(
    'one to an unknown route is counted, and that is all',
    async () => {
      const counted = async () => /^perpdesk_unknown_routes_total (\d+)$/m.exec(await desk.get('/metrics'))?.[1];
      const stored = readSignals(desk.folder);
      const before = await settledTexts();
      expect(await counted()).toBe('0');
      const { body } = sample;
      const url = `${desk.printed.alertsUrl}/hooks/no-such-token`;
      expect(await postAlert({ url, body })).toEqual({ status: 404, body: {} });
      expect(await postAlert({ url, body: 'x'.repeat(200_000) })).toEqual({ status: 404, body: {} });
      expect(await counted()).toBe('2');
      expect(readSignals(desk.folder)).toEqual(stored);
      // the command and its answer
      expect(await settledTexts()).toHaveLength(before.length + 2);
      expect(desk.process.complaints()).not.toContain('no-such-token');
    },
    TIMEOUT,
  );
});
