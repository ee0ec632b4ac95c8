import type { Writer } from '../book/writer.ts';
import type { Run } from '../run.ts';
import { accountTag } from './order-fields.ts';
import { tellSignal } from './tell.ts';

export interface SignalEnd {
  readonly signalId: string;
  readonly routeId: string;
  readonly symbol: string;
  /** `null`: on none of its accounts. */
  readonly brokerId: string | null;
  /** One sentence. */
  readonly detail: string;
}

export function aboutOf({
  id,
  routeId,
  symbol,
}: {
  readonly id: string;
  readonly routeId: string;
  readonly symbol: string;
}) {
  return { signalId: id, routeId, symbol };
}

/** Tells that a signal came to no order where nothing else says so: what was received is not left in silence. */
export function tellEnd(run: Run, w: Writer, eventId: string, end: SignalEnd): void {
  const { signalId, routeId, symbol, brokerId, detail } = end;
  const account = brokerId === null ? null : accountTag(run, brokerId);
  tellSignal(run, w, signalId, eventId, { type: 'signal.ended', signalId, routeId, account, symbol, detail });
}
