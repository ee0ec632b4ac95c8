import { type BrokerError, decimal } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import { orderFields } from '../relay/order-fields.ts';
import { tellSignal } from '../relay/tell.ts';
import { isRefusalNews } from '../protect/refused-often.ts';
import type { Run } from '../run.ts';
import { endIntent } from './end-intent.ts';
import { isRefusalTold } from './is-refusal-told.ts';

const TOLD_AGAIN = 3;

/** The exchange refused the order: it ends, and the chat hears why. */
export function settleRejected(run: Run, w: Writer, intent: IntentRow, error: BrokerError): void {
  const { code, message: detail } = error;
  const { failures, entry } = goalOf(intent);
  const isRepeat = intent.kind === 'reduce' && intent.leg > 1 && decimal(intent.filledQuantity).isZero();
  // a fresh read mostly finds the position gone, and that is told
  const isReadFirst = isRepeat && code === 'reduce-only-rejected' && failures < TOLD_AGAIN;
  // a chase tries again, and tells how it ended
  const isChased = code === 'post-only-rejected' && entry !== null;
  // its price is there: it is taken at the market, and told as filled
  const isTaken = intent.kind === 'target' && code === 'would-trigger-immediately' && intent.orderType !== 'market';
  const isSilent = intent.kind === 'stop' || isChased || isTaken;
  const isNews = () => (intent.kind === 'target' ? isRefusalNews(run, intent, code) : isRefusalTold(intent));
  if (!isSilent && !isReadFirst && isNews()) {
    tellSignal(run, w, intent.signalId, `rejected:${intent.id}`, {
      type: 'order.rejected',
      ...orderFields(run, intent),
      quantity: intent.quantity,
      code,
      detail,
    });
  }
  endIntent(run, w, intent, { state: 'rejected', code, detail });
}
