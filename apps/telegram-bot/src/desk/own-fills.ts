import { decimal, ZERO, type Decimal } from '@perpdesk/broker-core';
import type { FillRow, IntentKind, IntentRow } from '@perpdesk/journal/port';
import { decodeClientOrderId } from '@perpdesk/signals';
import type { DeskContext } from './desk-context.ts';

/** A fill that the desk heard of, and whose it is. */
export interface OwnFill {
  readonly brokerId: string;
  readonly symbol: string;
  readonly positionSide: string;
  /** Of this fill alone. */
  readonly key: string;
  /** Of one order: its intent, else its client order id, else its trade. */
  readonly orderKey: string;
  /** See `streamOf`. */
  readonly stream: string | null;
  readonly kind: IntentKind | null;
  readonly side: string;
  /** Base asset, > 0. */
  readonly quantity: Decimal;
  /** Quote asset. */
  readonly price: Decimal;
  /** What the instrument settles in; `null`: nothing says it. */
  readonly settleAsset: string | null;
  /** Settle asset, signed, before fees. */
  readonly realizedPnl: Decimal;
  /** Settle asset; > 0 is paid; zero where it was paid in another asset. */
  readonly fee: Decimal;
  readonly otherFee: { readonly asset: string; readonly amount: Decimal } | null;
  /** The exchange's time, Unix ms. */
  readonly venueAt: number;
}

/** Whose orders close what others owned. */
export const PANIC_STREAM = '/panic';
/** As many as one statement takes. */
const CHUNK = 400;

/** The route of a stream's name, `<route>/<strategy>/<symbol>`; `operator` for what people do. */
export function routeOfStream(stream: string): string {
  return stream.split('/')[0] ?? stream;
}

/** The strategy that a fill's order is of, or `/panic`; `null`: no order of the desk's. */
export function streamOf(
  { clientOrderId }: Pick<FillRow, 'clientOrderId'>,
  intent: IntentRow | undefined,
): string | null {
  if (intent !== undefined) return intent.stream;
  const isPanic = clientOrderId !== null && decodeClientOrderId(clientOrderId)?.streamCode === 'panic';
  return isPanic ? PANIC_STREAM : null;
}

/** Intents by their ids, which may come twice. */
export async function readIntents(
  journal: DeskContext['journal'],
  ids: readonly string[],
): Promise<ReadonlyMap<string, IntentRow>> {
  const each = [...new Set(ids)];
  const chunks = Array.from({ length: Math.ceil(each.length / CHUNK) }, (_, at) =>
    each.slice(at * CHUNK, (at + 1) * CHUNK),
  );
  const intents = (await Promise.all(chunks.map((chunk) => journal.listIntents({ ids: chunk })))).flat();
  return new Map(intents.map((intent) => [intent.id, intent]));
}

/** Oldest first: fills on these accounts since a time (Unix ms of the exchange). */
export async function readOwnFills(
  { journal, manager }: Pick<DeskContext, 'journal' | 'manager'>,
  brokerIds: readonly string[],
  fromAt: number,
): Promise<readonly OwnFill[]> {
  const rows = (
    await Promise.all(brokerIds.map((brokerId) => journal.listFills({ brokerId, venueFrom: fromAt })))
  ).flat();
  const byId = await readIntents(
    journal,
    rows.flatMap(({ intentId }) => (intentId === null ? [] : [intentId])),
  );
  return rows
    .map((row) => {
      const intent = byId.get(row.intentId ?? '');
      const settleAsset = manager.view(row.brokerId).instrument(row.symbol)?.settleAsset ?? null;
      return { ...amountsOf(row, settleAsset), stream: streamOf(row, intent), kind: intent?.kind ?? null };
    })
    .toSorted((a, b) => a.venueAt - b.venueAt);
}

/** Before the instruments are loaded the symbol's end is all that says what it settles in; `null`: paid in another asset. */
export function settleAssetOf({ symbol, feeAsset }: FillRow): string | null {
  return feeAsset !== '' && symbol.endsWith(feeAsset) ? feeAsset : null;
}

/** `known`: what it settles in, where the instruments are loaded. */
export function amountsOf(row: FillRow, known: string | null): Omit<OwnFill, 'stream' | 'kind'> {
  const { brokerId, symbol, positionSide, side, feeAsset, venueAt } = row;
  const settleAsset = known ?? settleAssetOf(row);
  const isSettled = settleAsset === feeAsset;
  const fee = decimal(row.fee);
  return {
    brokerId,
    symbol,
    positionSide,
    key: `${brokerId} ${symbol} ${row.tradeId}`,
    side,
    venueAt,
    orderKey: `${brokerId} ${row.intentId ?? row.clientOrderId ?? `${symbol} ${row.tradeId}`}`,
    quantity: decimal(row.quantity),
    price: decimal(row.price),
    settleAsset,
    realizedPnl: decimal(row.realizedPnl),
    fee: isSettled ? fee : ZERO,
    otherFee: isSettled || fee.isZero() ? null : { asset: feeAsset, amount: fee },
  };
}
