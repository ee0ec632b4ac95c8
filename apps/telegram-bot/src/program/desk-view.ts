import type { DeskContext } from '../desk/desk-context.ts';
import { reportPosition } from '../desk/account-reports.ts';
import { readPositions, type FreshContext } from '../desk/fresh.ts';
import { readPositionResult } from '../desk/position-result.ts';
import { readPnlSeries } from '../desk/pnl-report.ts';
import { summaryTitle, summaryUnit } from '../format/watch/summary-card.ts';
import type { DeskView } from '../outbox/render-row.ts';
import { pnlPicture } from '../picture/pnl-picture.ts';
import type { RenderPicture } from '../picture/render-picture.ts';

/** What messages need to know of the accounts, read when they are delivered. */
export function createDeskView(context: FreshContext & Pick<DeskContext, 'journal'>, draw: RenderPicture): DeskView {
  const { manager } = context;
  const viewOf = (brokerId: string) => (manager.ids.includes(brokerId) ? manager.view(brokerId) : null);
  return {
    scales: (brokerId, symbol) => viewOf(brokerId)?.instrument(symbol) ?? null,
    async position(brokerId, symbol, positionSide) {
      const account = viewOf(brokerId);
      if (account === null) return null;
      const { value, heardAgoMs } = await readPositions(context, account);
      const position = value.find((it) => it.symbol === symbol && it.positionSide === positionSide);
      return position === undefined ? null : reportPosition(account, position, heardAgoMs);
    },
    result: (ended) => readPositionResult(context, ended),
    async drawSummary(speech, message) {
      const { fromAt, toAt } = message;
      const accounts = message.accounts.map(({ account }) => account);
      const views = accounts.flatMap(({ brokerId }) => viewOf(brokerId) ?? []);
      if (views.length < accounts.length) return null;
      const series = await readPnlSeries(context, views, { fromAt, untilAt: toAt - 1 });
      if (series === null || series.bookings.length === 0) return null;
      const title = summaryTitle(speech, message);
      return draw(pnlPicture(speech, { title, accounts, unit: summaryUnit(message), fromAt, series }));
    },
  };
}
