import { toClientOrderId, type Environment, type Instrument, type Order } from '@perpdesk/broker-core';
import type { AccountView } from '@perpdesk/broker-manager';
import { decodeClientOrderId, readStory, type ClientOrderIdParts, type LegStory } from '@perpdesk/signals';
import type { UnreadReport } from './account-reports.ts';
import type { DeskContext } from './desk-context.ts';
import { accept, refuse, type DeskResult } from './desk-result.ts';
import { canSee, type DeskUser } from './desk-user.ts';
import { readFresh } from './fresh.ts';
import { visibleAccounts } from './resolve-account.ts';
import { readRefusalTexts } from '../language/texts/read-refusal.ts';

/** What is known of one order. */
export interface OrderDetail {
  readonly brokerId: string;
  readonly environment: Environment;
  readonly instrument: Instrument | null;
  /** As the exchange tells it, or told it last; `null`: it does not list it. */
  readonly order: Order | null;
  readonly heardAgoMs: UnreadReport['heardAgoMs'];
  /** What the desk wrote down of it; `null`: it is none of the desk's. */
  readonly leg: LegStory | null;
  readonly signalId: string | null;
  /** What its client order id says; `null`: it is a foreign one. */
  readonly decoded: ClientOrderIdParts | null;
  /** The strategy's name in the decoded id. */
  readonly stream: string | null;
}

interface Found {
  readonly account: AccountView;
  readonly order: Order | null;
  readonly leg: LegStory | null;
}

async function findLeg({ journal, manager }: DeskContext, user: DeskUser, id: string): Promise<Found | null> {
  const rows = [...(await journal.listIntents({ clientOrderId: id })), ...(await journal.listIntents({ ids: [id] }))];
  const row = rows.find(({ brokerId }) => canSee(user, brokerId) && manager.ids.includes(brokerId));
  if (row === undefined) return null;
  const story = await readStory(journal, row.signalId);
  const leg = story?.legs.find(({ intent }) => intent.id === row.id) ?? null;
  return { account: manager.view(row.brokerId), order: null, leg };
}

function findOpen(context: DeskContext, user: DeskUser, id: string): Omit<Found, 'leg'> | null {
  for (const brokerId of visibleAccounts(context, user)) {
    const account = context.manager.view(brokerId);
    const order = account.openOrders.find((it) => it.clientOrderId === id || it.venueOrderId === id);
    if (order !== undefined) return { account, order };
  }
  return null;
}

/** Reads `ID`: a client order id, or the exchange's id of an open order. */
export async function reportOrder(
  context: DeskContext,
  user: DeskUser,
  text: string,
): Promise<DeskResult<OrderDetail>> {
  const id = text.split(/\s+/u)[0] ?? '';
  if (id === '') return refuse('usage', ({ say }) => say(readRefusalTexts).whichOrder);
  const open = findOpen(context, user, id);
  const known = await findLeg(context, user, open?.order?.clientOrderId ?? id);
  const found: Found | null = open === null ? known : { ...open, leg: known?.leg ?? null };
  if (found === null) {
    return refuse('usage', ({ say }) => say(readRefusalTexts).noOrder(id.slice(0, 40)));
  }
  const { account, leg } = found;
  const clientOrderId = found.order?.clientOrderId ?? leg?.intent.clientOrderId ?? null;
  const symbol = found.order?.symbol ?? leg?.intent.symbol ?? '';
  const read =
    clientOrderId === null
      ? { value: null, heardAgoMs: null }
      : await readFresh<Order | null>(
          context,
          account,
          async (broker, options) =>
            (await broker.findOrder({ symbol, clientOrderId: toClientOrderId(clientOrderId) }, options)).order,
          () => found.order,
        );
  const decoded = clientOrderId === null ? null : decodeClientOrderId(clientOrderId);
  const { streams } = decoded === null ? { streams: [] } : await context.journal.readLedger();
  return accept({
    brokerId: account.brokerId,
    environment: account.environment,
    instrument: account.instrument(symbol),
    order: read.value ?? found.order,
    heardAgoMs: read.heardAgoMs,
    leg,
    signalId: leg?.intent.signalId ?? null,
    decoded,
    stream: leg?.intent.stream ?? streams.find(({ code }) => code === decoded?.streamCode)?.stream ?? null,
  });
}
