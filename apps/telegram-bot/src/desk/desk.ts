import type { Phrase } from '../language/speech.ts';
import type { RouteExecution } from '@perpdesk/signals';
import type { IntentRow } from '@perpdesk/journal/port';
import { readAskTruth, readTruth, type CardTruth } from './card-truth.ts';
import { answerAsk, type AskReply, type AskTap } from './answer-ask.ts';
import { askApproval, type ApprovalOutcome } from './approval/ask-approval.ts';
import { createAskForms, type AskForms } from './ask-form.ts';
import { createCodeBook } from './approval/code-book.ts';
import { takeCode, waitsForCode, type CodeTaken } from './approval/take-code.ts';
import {
  reportBalances,
  reportOrders,
  reportPositions,
  type BalanceReport,
  type OrderReport,
  type PositionsReport,
} from './account-reports.ts';
import { reportAccounts, type AccountOverview } from './accounts-overview.ts';
import type { ChangePreview } from './change-preview.ts';
import { reportChart, type ChartReport } from './chart-report.ts';
import type { CloseAmount } from './close-amount.ts';
import type { CardClaim } from './card-claim.ts';
import { accountsOfClaim } from './claim-accounts.ts';
import { createConfirmCards, type CardPlace, type IssuedCard, type TapPlace } from './confirm-cards.ts';
import type { DeskContext } from './desk-context.ts';
import type { DeskResult } from './desk-result.ts';
import { createEditForms, type EditForms } from './edit-form.ts';
import type { DeskUser, Role } from './desk-user.ts';
import { executeCard, takesMore, type CardOutcome, type ClaimedCard } from './execute-card.ts';
import { reportExport, type ExportReport } from './export-report.ts';
import type { PositionName } from './find-position.ts';
import { mayResume, pauseDesk, resumeDesk } from './pause-desk.ts';
import { reportFills, type FillReport } from './fills-report.ts';
import { reportFunding, reportPrice, type FundingReport, type PriceReport } from './market-report.ts';
import { reportOrder, type OrderDetail } from './order-detail.ts';
import { reportPnl, type PnlReport } from './pnl-report.ts';
import { previewCloseByKey, previewClose } from './preview-close.ts';
import { previewAdd } from './preview-add.ts';
import { previewCancel, previewCancelByKey } from './preview-cancel.ts';
import { previewSettle, unsettledOrders } from './preview-settle.ts';
import { previewOpen } from './preview-open.ts';
import { previewPanic } from './preview-panic.ts';
import { previewProtect, type ProtectKind } from './preview-protect.ts';
import { previewReverse } from './preview-reverse.ts';
import { previewSetting, type SettingKind } from './preview-setting.ts';
import type { ClosePreview, OpenPreview, PanicPreview } from './preview.ts';
import { visibleAccounts } from './resolve-account.ts';
import { reportRisk, type RiskReport } from './risk-report.ts';
import { reportRoutes, type RoutesReport } from './routes-report.ts';
import { reportSignal, reportSignals, type ListedSignal, type SignalReport } from './signals-report.ts';
import { switchRoute, switchRouteByKey, type RelayFor, type SwitchOutcome } from './switch-route.ts';
import { reportStatus, type StatusReport } from './status-report.ts';

/** What each command means, for the person who gives it. Knows nothing of Telegram; every right is checked here. */
export interface Desk {
  /** Ids of the accounts that this person sees. */
  accounts(user: DeskUser): readonly string[];
  status(user: DeskUser): Promise<StatusReport>;
  balances(user: DeskUser, text: string): Promise<DeskResult<readonly BalanceReport[]>>;
  positions(user: DeskUser, text: string): Promise<DeskResult<PositionsReport>>;
  orders(user: DeskUser, text: string): DeskResult<readonly OrderReport[]>;
  accountOverviews(user: DeskUser, text: string): Promise<DeskResult<readonly AccountOverview[]>>;
  risk(user: DeskUser, text: string): Promise<DeskResult<RiskReport>>;
  order(user: DeskUser, text: string): Promise<DeskResult<OrderDetail>>;
  fills(user: DeskUser, text: string): Promise<DeskResult<readonly FillReport[]>>;
  signals(user: DeskUser, text: string): Promise<DeskResult<readonly ListedSignal[]>>;
  signal(user: DeskUser, text: string): Promise<DeskResult<SignalReport>>;
  price(user: DeskUser, text: string): Promise<DeskResult<PriceReport>>;
  funding(user: DeskUser, text: string): Promise<DeskResult<FundingReport>>;
  export(user: DeskUser, text: string): Promise<DeskResult<ExportReport>>;
  chart(user: DeskUser, text: string): Promise<DeskResult<ChartReport>>;
  pnl(user: DeskUser, text: string): Promise<DeskResult<PnlReport>>;
  routes(user: DeskUser): Promise<RoutesReport>;

  /** Switches what becomes of a route's next alert, or issues the card that asks first. */
  switchRoute(place: CardPlace, text: string, relayFor: RelayFor): Promise<DeskResult<SwitchOutcome>>;
  switchRouteByKey(
    place: CardPlace,
    key: string,
    wish: { readonly execute: RouteExecution; readonly relayFor: RelayFor },
  ): Promise<DeskResult<SwitchOutcome>>;

  /** A preview sends nothing; its card must be confirmed by the same person in the same chat. */
  previewOpen(place: CardPlace, direction: 'long' | 'short', text: string): Promise<DeskResult<OpenPreview>>;
  previewClose(place: CardPlace, text: string): Promise<DeskResult<ClosePreview>>;
  previewCloseByKey(place: CardPlace, key: string, amount: CloseAmount): Promise<DeskResult<ClosePreview>>;
  /** The card of so much percent more of what is held. */
  previewAdd(place: CardPlace, key: string, percent: number): Promise<DeskResult<OpenPreview>>;
  previewReverse(place: CardPlace, name: PositionName): Promise<DeskResult<ChangePreview>>;
  previewProtect(place: CardPlace, kind: ProtectKind, name: PositionName): Promise<DeskResult<ChangePreview>>;
  previewCancel(place: CardPlace, text: string): Promise<DeskResult<ChangePreview>>;
  previewCancelByKey(place: CardPlace, key: string): Promise<DeskResult<ChangePreview>>;
  previewSettle(place: CardPlace, text: string): Promise<DeskResult<ChangePreview>>;
  /** Orders of which a person has to say what became of them. */
  unsettledOrders(user: DeskUser): Promise<readonly IntentRow[]>;
  previewSetting(place: CardPlace, kind: SettingKind, text: string): Promise<DeskResult<ChangePreview>>;
  previewPanic(place: CardPlace, text: string): Promise<DeskResult<PanicPreview>>;
  /** A card that asks whether a late command still holds. */
  askAgain(place: CardPlace, text: string): Promise<IssuedCard>;
  readonly forms: EditForms;
  readonly askForms: AskForms;
  setCardMessage(nonce: string, messageId: number): Promise<void>;

  /** Takes a card for this tap: at most one tap gets it. */
  claimCard(place: TapPlace, nonce: string): Promise<CardClaim>;
  cancelCard(place: TapPlace, nonce: string): Promise<CardClaim>;
  /** Accounts that its command concerns; `null`: all. */
  accountsOf(claim: ClaimedCard): readonly string[] | null;
  /** Carries a claimed card out, or asks for what else it takes. */
  executeCard(claim: ClaimedCard, place: TapPlace, relay: readonly string[]): Promise<CardOutcome>;
  /** What became of a card that was carried out; `null`: it carried out no order and no change. */
  cardTruth(nonce: string): Promise<CardTruth | null>;
  /** What became of an alert's card that was placed; `null`: the journal has no such alert. */
  askTruth(signalId: string): Promise<CardTruth | null>;
  /** Whether this person's tap may not be enough for it. */
  takesMore(claim: ClaimedCard, user: DeskUser): boolean;
  /** Takes a code of the person's authenticator for the card that waits for it here. */
  takeCode(place: TapPlace, code: string): Promise<CodeTaken>;
  waitsForCode(place: CardPlace): Promise<boolean>;
  /** What a command without a card of its own takes of whom has that role for it; `null`: nothing, it may run. */
  askBefore(
    place: TapPlace,
    wish: { readonly text: string; readonly role: Role },
    relay: readonly string[],
  ): Promise<ApprovalOutcome | null>;

  /** Answers a card on which an alert asks: whoever may trade on all of its accounts, the first one counts. */
  answerAsk(place: TapPlace, tap: AskTap): Promise<AskReply | ApprovalOutcome>;

  /** The engine writes the audit's row of these two, and of /panic, in the commit that does it. */
  pause(user: DeskUser, relay: readonly string[]): Promise<DeskResult<Phrase | null>>;
  resume(user: DeskUser, relay: readonly string[]): Promise<DeskResult<null>>;
  /** Whether this person may lift what stands in the way of entries now; where nothing does, there is nothing to lift. */
  mayResume(user: DeskUser): Promise<DeskResult<null>>;
}

export function createDesk(context: DeskContext): Desk {
  const cards = createConfirmCards(context);
  const codes = createCodeBook({ ...context, rules: context.approvals });
  const startedAt = context.clock.now();
  return {
    accounts: (user) => visibleAccounts(context, user),
    status: (user) => reportStatus(context, user, startedAt),
    balances: (user, text) => reportBalances(context, user, text),
    positions: (user, text) => reportPositions(context, user, text),
    orders: (user, text) => reportOrders(context, user, text),
    accountOverviews: (user, text) => reportAccounts(context, user, text),
    risk: (user, text) => reportRisk(context, user, text),
    order: (user, text) => reportOrder(context, user, text),
    fills: (user, text) => reportFills(context, user, text),
    signals: (user, text) => reportSignals(context, user, text),
    signal: (user, text) => reportSignal(context, user, text),
    price: (user, text) => reportPrice(context, user, text),
    funding: (user, text) => reportFunding(context, user, text),
    export: (user, text) => reportExport(context, user, text),
    chart: (user, text) => reportChart(context, user, text),
    pnl: (user, text) => reportPnl(context, user, text),
    routes: (user) => reportRoutes(context, user),
    switchRoute: (place, text, relayFor) => switchRoute(context, cards, place, text, relayFor),
    switchRouteByKey: (place, key, wish) => switchRouteByKey(context, cards, place, key, wish),
    previewOpen: (place, direction, text) => previewOpen(context, cards, place, { direction, text }),
    previewClose: (place, text) => previewClose(context, cards, place, text),
    previewCloseByKey: (place, key, amount) => previewCloseByKey(context, cards, place, key, amount),
    previewAdd: (place, key, percent) => previewAdd(context, cards, place, { key, percent }),
    previewReverse: (place, name) => previewReverse(context, cards, place, name),
    previewProtect: (place, kind, name) => previewProtect(context, cards, place, { kind, name }),
    previewCancel: (place, text) => previewCancel(context, cards, place, text),
    previewCancelByKey: (place, key) => previewCancelByKey(context, cards, place, key),
    previewSettle: (place, text) => previewSettle(context, cards, place, text),
    unsettledOrders: (user) => unsettledOrders(context, user),
    previewSetting: (place, kind, text) => previewSetting(context, cards, place, { kind, text }),
    previewPanic: (place, text) => previewPanic(context, cards, place, text),
    askAgain: (place, text) => cards.issue(place, '', { type: 'again', text }),
    forms: createEditForms(context, cards),
    askForms: createAskForms(context, cards),
    setCardMessage: (nonce, messageId) => cards.setMessage(nonce, messageId),
    claimCard: (place, nonce) => cards.claim(place, nonce),
    cancelCard: (place, nonce) => cards.cancel(place, nonce),
    accountsOf: (claim) => accountsOfClaim(context, claim),
    executeCard: (claim, place, relay) => executeCard(context, cards, claim, place, relay),
    cardTruth: (nonce) => readTruth(context, nonce),
    askTruth: (signalId) => readAskTruth(context, signalId),
    takesMore: (claim, user) => takesMore(context, claim, user),
    takeCode: (place, code) => takeCode(context, cards, codes, place, code),
    waitsForCode: async (place) => (await waitsForCode(context, place)) !== null,
    askBefore: (place, { text, role }, relay) =>
      askApproval(context, cards, {
        place,
        role,
        brokerId: '',
        brokerIds: null,
        relay,
        command: { type: 'run', text },
        claimed: null,
      }),
    answerAsk: (place, tap) => answerAsk(context, cards, place, tap),
    pause: (user, relay) => pauseDesk(context, user, relay),
    mayResume: (user) => mayResume(context, user),
    resume: (user, relay) => resumeDesk(context, user, relay),
  };
}
