import { type Broker, BrokerError, isRetryableError, type Order, type Validity } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { isProtective } from '../book/intent-table.ts';
import { absenceMarginOf } from '../engine-options.ts';
import { intentWork } from '../faults/work-failed.ts';
import type { Writer } from '../book/writer.ts';
import { giveRoom } from '../lanes/give-room.ts';
import { noteAnswered } from '../lanes/room.ts';
import type { Run } from '../run.ts';
import { noteAnswer, noteSent } from '../evidence/note-sending.ts';
import { toOrderRequest } from './order-request.ts';
import { readRulesAnew } from './read-rules-anew.ts';
import { settleOrder } from './settle-order.ts';
import { settleRejected } from './settle-rejected.ts';
import { inTime } from './in-time.ts';
import { settleNotSent } from './settle-not-sent.ts';
import { settleUnknown } from './settle-unknown.ts';
import { sentence } from '../sentences/sentence.ts';

/** Sends a marked intent's order with exactly the validity of its mark, once, and settles the answer. */
export async function send(run: Run, marked: IntentRow): Promise<void> {
  const isStop = isProtective(marked);
  run.probe('after-mark-commit');
  run.probe(isStop ? 'before-stop-send' : 'before-send');
  const sending = noteSent(run, marked);
  const answer = await place(run, marked);
  noteAnswer(run, marked, sending, answer);
  run.probe(isStop ? 'after-stop-send' : 'after-send');
  if (answer instanceof Error) {
    logFailure(run, marked, answer);
    await readRulesAnew(run, marked.brokerId, answer);
  }
  if (run.isAbandoned) return;
  await run.write((w) => {
    run.probe('before-settle-commit');
    settle(run, w, marked, answer);
    noteAnswered(run, marked, answer);
    giveRoom(run, w, marked.brokerId);
  }, intentWork(marked));
  run.probe('after-settle-commit');
}

function settle(run: Run, w: Writer, marked: IntentRow, answer: Order | BrokerError): void {
  const intent = w.book.intents.get(marked.id);
  if (intent === undefined || intent.attempt !== marked.attempt) return;
  if (!(answer instanceof Error)) settleOrder(run, w, intent, answer);
  else if (intent.state !== 'sending') return;
  else if (answer.outcome === 'unknown') settleUnknown(run, w, intent, answer.message);
  else if (isRetryableError(answer) || answer.code === 'validity-expired') settleNotSent(run, w, intent, answer);
  else settleRejected(run, w, intent, answer);
}

/** The line that a chat's message leads to: both have the client order id. */
function logFailure(run: Run, { clientOrderId, brokerId, symbol }: IntentRow, error: BrokerError): void {
  const { code, outcome, venue, message: detail } = error;
  run.logger.warn('the exchange did not take an order', {
    clientOrderId,
    brokerId,
    symbol,
    code,
    outcome,
    venueCode: venue?.code ?? null,
    detail,
  });
}

async function place(run: Run, marked: IntentRow): Promise<Order | BrokerError> {
  const { fromAt, untilAt } = marked;
  if (fromAt === null || untilAt === null) throw new RangeError(`Intent ${marked.id} is not marked.`);
  try {
    return await answerInTime(run, run.broker(marked.brokerId), toOrderRequest(marked), { fromAt, untilAt });
  } catch (error) {
    if (BrokerError.is(error)) return error;
    // an adapter must not throw this; what it did before is not known
    run.logger.error('a broker threw what is no BrokerError', { brokerId: marked.brokerId, error });
    return new BrokerError('venue-error', {
      message: sentence('broker-failed'),
      operation: 'placeOrder',
      cause: error,
    });
  }
}

/** The answer, or `timeout` (unknown) once the order's validity and the margin are over: a broker that hangs holds nothing up. */
async function answerInTime(
  run: Run,
  broker: Broker,
  request: ReturnType<typeof toOrderRequest>,
  validity: Validity,
): Promise<Order> {
  const limitMs = validity.untilAt - run.view(broker.id).venueNow() + absenceMarginOf(run.timings, broker.id);
  return inTime(run.clock, limitMs, 'placeOrder', broker.placeOrder(request, { validity }));
}
