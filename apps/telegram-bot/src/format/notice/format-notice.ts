import type { FormattedString } from '@grammyjs/parse-mode';
import type { Notice } from '@perpdesk/signals';
import type { Scales } from '../amount.ts';
import {
  deskPausedText,
  deskResumedText,
  deskStartedText,
  journalUnwritableText,
  journalWritableText,
  panicFinishedText,
  panicStartedText,
  routeSenderText,
} from './desk-notices.ts';
import {
  orderCanceledText,
  orderExpiredText,
  orderFilledText,
  orderRejectedText,
  orderResolvedText,
  orderRestingText,
  orderUnknownText,
} from './order-notices.ts';
import {
  accountDriftText,
  brokerConnectedText,
  brokerDisconnectedText,
  orderStuckText,
  positionClosedText,
  positionUnownedText,
  stopFailedText,
  stopMovedText,
  stopPlacedText,
  stopReplaceFailedText,
  targetsMergedText,
} from './position-notices.ts';
import { deskFaultText, orderStrayText, positionUnprotectedText } from './watchdog-notices.ts';
import { signalAnsweredText, signalAsksText } from './ask-notices.ts';
import { lines } from '../lines.ts';
import { turnoutLines } from './turnout.ts';
import { signalDryText } from './dry-notices.ts';
import { ordersCanceledText, protectionSetText, settingChangedText } from './hand-notices.ts';
import {
  signalAdoptedText,
  signalHeldText,
  signalNotedText,
  signalReceivedText,
  signalRejectedText,
  signalRejoinedText,
  signalRemarkedText,
} from './signal-notices.ts';

/** What a notice says in the chat. `scales` gives the instrument's decimals where they are known. */
export function formatNotice(notice: Notice, scales: Scales): FormattedString {
  const text = textOf(notice, scales);
  return 'turnout' in notice && notice.turnout !== undefined
    ? lines(text, ...turnoutLines(notice, notice.turnout))
    : text;
}

function textOf(notice: Notice, scales: Scales): FormattedString {
  switch (notice.type) {
    case 'signal.received':
      return signalReceivedText(notice);
    case 'signal.remarked':
      return signalRemarkedText(notice);
    case 'signal.rejected':
      return signalRejectedText(notice);
    case 'signal.asks':
      return signalAsksText(notice, scales);
    case 'signal.answered':
      return signalAnsweredText(notice);
    case 'signal.dry':
      return signalDryText(notice, scales);
    case 'signal.noted':
      return signalNotedText(notice);
    case 'signal.held':
      return signalHeldText(notice);
    case 'signal.rejoined':
      return signalRejoinedText(notice);
    case 'signal.adopted':
      return signalAdoptedText(notice);
    case 'position.unowned':
      return positionUnownedText(notice, scales(notice.account.brokerId, notice.symbol));
    case 'position.unprotected':
      return positionUnprotectedText(notice, scales(notice.account.brokerId, notice.symbol));
    case 'order.stray':
      return orderStrayText(notice, scales(notice.account.brokerId, notice.symbol));
    case 'order.filled':
      return orderFilledText(notice, scales(notice.account.brokerId, notice.symbol));
    case 'order.resting':
      return orderRestingText(notice, scales(notice.account.brokerId, notice.symbol));
    case 'order.rejected':
      return orderRejectedText(notice, scales(notice.account.brokerId, notice.symbol));
    case 'order.unknown':
      return orderUnknownText(notice, scales(notice.account.brokerId, notice.symbol));
    case 'order.resolved':
      return orderResolvedText(notice);
    case 'order.expired':
      return orderExpiredText(notice);
    case 'order.canceled':
      return orderCanceledText(notice);
    case 'stop.placed':
      return stopPlacedText(notice, scales(notice.account.brokerId, notice.symbol));
    case 'stop.moved':
      return stopMovedText(notice, scales(notice.account.brokerId, notice.symbol));
    case 'stop.replace-failed':
      return stopReplaceFailedText(notice, scales(notice.account.brokerId, notice.symbol));
    case 'targets.merged':
      return targetsMergedText(notice);
    case 'stop.failed':
      return stopFailedText(notice);
    case 'protection.set':
      return protectionSetText(notice, scales(notice.account.brokerId, notice.symbol));
    case 'orders.canceled':
      return ordersCanceledText(notice);
    case 'setting.changed':
      return settingChangedText(notice);
    case 'order.stuck':
      return orderStuckText(notice);
    case 'position.closed':
      return positionClosedText(notice);
    case 'account.drift':
      return accountDriftText(notice);
    case 'route.sender':
      return routeSenderText(notice);
    case 'broker.connected':
      return brokerConnectedText(notice);
    case 'broker.disconnected':
      return brokerDisconnectedText(notice);
    case 'panic.started':
      return panicStartedText(notice);
    case 'panic.finished':
      return panicFinishedText(notice);
    case 'desk.paused':
      return deskPausedText(notice);
    case 'desk.resumed':
      return deskResumedText(notice);
    case 'desk.started':
      return deskStartedText(notice);
    case 'desk.fault':
      return deskFaultText(notice);
    case 'journal.unwritable':
      return journalUnwritableText(notice);
    case 'journal.writable':
      return journalWritableText(notice);
    default:
      return notice satisfies never;
  }
}
