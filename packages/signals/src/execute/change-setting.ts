import { type Broker, BrokerError } from '@perpdesk/broker-core';
import type { OrderOf } from '../book/stored-order.ts';
import { accountTag } from '../relay/order-fields.ts';
import { rejectSignal } from '../relay/reject-signal.ts';
import { tellSignal } from '../relay/tell.ts';
import { signalWork } from '../faults/work-failed.ts';
import { actorOf } from '../relay/actor-of.ts';
import type { Run } from '../run.ts';
import type { Signal } from '../signal.ts';
import { inTime } from './in-time.ts';
import { sentence } from '../sentences/sentence.ts';

type Setting = OrderOf<'setting'>['setting'];

/** A word that waited longer is not acted on. */
const MAX_AGE_MS = 120_000;

/**
 * Sets what a person asked for and tells what it was and is, as the exchange says it. Setting what is set already changes
 * nothing, so after a crash it is done again.
 */
export async function changeSetting(run: Run, signal: Signal, order: OrderOf<'setting'>): Promise<void> {
  const { brokerId, setting } = order;
  const { symbol } = signal;
  const isTooOld = run.now() - (signal.firedAt ?? signal.receivedAt) > MAX_AGE_MS;
  const before = isTooOld ? null : await read(run, brokerId, symbol, setting).catch(() => null);
  const failure = isTooOld ? sentence('waited-to-set') : await set(run, brokerId, symbol, setting, before);
  if (failure === null && setting.name === 'position-mode') await readAnew(run, brokerId);
  await run.write((w) => {
    if (w.book.signals.get(signal.id)?.state !== 'accepted') return;
    if (failure !== null) {
      const code = isTooOld ? 'too-old' : 'exchange-rejected';
      return rejectSignal(run, w, signal, brokerId, { code, detail: failure });
    }
    tellSignal(run, w, signal.id, `setting:${signal.id}`, {
      type: 'setting.changed',
      account: accountTag(run, brokerId),
      actor: actorOf(signal.source),
      symbol: setting.name === 'position-mode' ? null : symbol,
      setting: setting.name,
      from: before,
      to: `${setting.value}`,
    });
    w.updateSignal(signal.id, ['accepted'], { state: 'done' });
  }, signalWork(signal.id));
}

/** No event tells of a position mode, and what is placed by the mode before is refused. The next snapshot brings it, too. */
async function readAnew(run: Run, brokerId: string): Promise<void> {
  try {
    await inTime(run.clock, run.timings.readMs, 'refresh', run.manager.refresh(brokerId));
  } catch (error) {
    run.logger.warn('account not read after its position mode was set', { brokerId, error });
  }
}

/** `null` once the exchange says that it is so; else why it is not, or that nobody knows. */
async function set(
  run: Run,
  brokerId: string,
  symbol: string,
  setting: Setting,
  before: string | null,
): Promise<string | null> {
  if (before === `${setting.value}`) return null;
  try {
    await inTime(run.clock, run.timings.readMs, 'setting', write(run.broker(brokerId), symbol, setting));
    return null;
  } catch (error) {
    if (!BrokerError.is(error)) throw error;
    if (error.code === 'already-set') return null;
    if (error.outcome !== 'unknown') return error.message;
    const now = await read(run, brokerId, symbol, setting).catch(() => null);
    if (now === `${setting.value}`) return null;
    return now === null
      ? sentence('maybe-set', { why: error.message })
      : sentence('stays-set', { why: error.message, now });
  }
}

function write(broker: Broker, symbol: string, setting: Setting): Promise<void> {
  switch (setting.name) {
    case 'leverage':
      return broker.setLeverage(symbol, setting.value);
    case 'margin-type':
      return broker.setMarginType(symbol, setting.value);
    case 'position-mode':
      return broker.setPositionMode(setting.value);
    default:
      return setting satisfies never;
  }
}

async function read(run: Run, brokerId: string, symbol: string, { name }: Setting): Promise<string> {
  const broker = run.broker(brokerId);
  const options = { abortSignal: run.abortSignal };
  const answers = {
    leverage: async () => `${await broker.getLeverage(symbol, options)}`,
    'margin-type': () => broker.getMarginType(symbol, options),
    'position-mode': () => broker.getPositionMode(options),
  };
  return inTime(run.clock, run.timings.readMs, name, answers[name]());
}
