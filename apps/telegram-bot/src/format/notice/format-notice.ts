import type { FormattedString } from '@grammyjs/parse-mode';
import type { Notice } from '@perpdesk/signals';
import type { Speech } from '../../language/speech.ts';
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
  routeSwitchedText,
} from './desk-notices.ts';
import {
  orderCanceledText,
  orderExpiredText,
  orderFilledText,
  orderPartlyFilledText,
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
import { orderSettledText, ordersCanceledText, protectionSetText, settingChangedText } from './hand-notices.ts';
import {
  signalAdoptedText,
  signalHeldText,
  signalNotedText,
  signalReceivedText,
  signalRejectedText,
  signalRejoinedText,
  signalRemarkedText,
} from './signal-notices.ts';

/** What a notice says in a chat. `scales` gives the instrument's decimals where they are known. */
export function formatNotice(speech: Speech, notice: Notice, scales: Scales): FormattedString {
  const text = textOf(speech, notice, scales);
  return 'turnout' in notice && notice.turnout !== undefined
    ? lines(text, ...turnoutLines(speech, notice, notice.turnout))
    : text;
}

function textOf(speech: Speech, notice: Notice, scales: Scales): FormattedString {
  switch (notice.type) {
    case 'signal.received':
      return signalReceivedText(speech, notice);
    case 'signal.ended':
    case 'signal.remarked':
      return signalRemarkedText(speech, notice);
    case 'signal.rejected':
      return signalRejectedText(speech, notice);
    case 'signal.asks':
      return signalAsksText(speech, notice, scales);
    case 'signal.answered':
      return signalAnsweredText(speech, notice);
    case 'signal.dry':
      return signalDryText(speech, notice, scales);
    case 'signal.noted':
      return signalNotedText(speech, notice);
    case 'signal.held':
      return signalHeldText(speech, notice);
    case 'signal.rejoined':
      return signalRejoinedText(speech, notice);
    case 'signal.adopted':
      return signalAdoptedText(speech, notice);
    case 'position.unowned':
      return positionUnownedText(speech, notice, scales(notice.account.brokerId, notice.symbol));
    case 'position.unprotected':
      return positionUnprotectedText(speech, notice, scales(notice.account.brokerId, notice.symbol));
    case 'order.stray':
      return orderStrayText(speech, notice, scales(notice.account.brokerId, notice.symbol));
    case 'order.filled':
      return orderFilledText(speech, notice, scales(notice.account.brokerId, notice.symbol));
    case 'order.partially-filled':
      return orderPartlyFilledText(speech, notice, scales(notice.account.brokerId, notice.symbol));
    case 'order.resting':
      return orderRestingText(speech, notice, scales(notice.account.brokerId, notice.symbol));
    case 'order.rejected':
      return orderRejectedText(speech, notice, scales(notice.account.brokerId, notice.symbol));
    case 'order.unknown':
      return orderUnknownText(speech, notice, scales(notice.account.brokerId, notice.symbol));
    case 'order.resolved':
      return orderResolvedText(speech, notice);
    case 'order.expired':
      return orderExpiredText(speech, notice);
    case 'order.canceled':
      return orderCanceledText(speech, notice);
    case 'stop.placed':
      return stopPlacedText(speech, notice, scales(notice.account.brokerId, notice.symbol));
    case 'stop.moved':
      return stopMovedText(speech, notice, scales(notice.account.brokerId, notice.symbol));
    case 'stop.replace-failed':
      return stopReplaceFailedText(speech, notice, scales(notice.account.brokerId, notice.symbol));
    case 'targets.merged':
      return targetsMergedText(speech, notice);
    case 'stop.failed':
      return stopFailedText(speech, notice);
    case 'protection.set':
      return protectionSetText(speech, notice, scales(notice.account.brokerId, notice.symbol));
    case 'orders.canceled':
      return ordersCanceledText(speech, notice);
    case 'order.settled':
      return orderSettledText(speech, notice);
    case 'setting.changed':
      return settingChangedText(speech, notice);
    case 'order.stuck':
      return orderStuckText(speech, notice);
    case 'position.closed':
      return positionClosedText(speech, notice, null);
    case 'account.drift':
      return accountDriftText(speech, notice);
    case 'route.sender':
      return routeSenderText(speech, notice);
    case 'broker.connected':
      return brokerConnectedText(speech, notice);
    case 'broker.disconnected':
      return brokerDisconnectedText(speech, notice);
    case 'panic.started':
      return panicStartedText(speech, notice);
    case 'panic.finished':
      return panicFinishedText(speech, notice);
    case 'desk.paused':
      return deskPausedText(speech, notice);
    case 'desk.resumed':
      return deskResumedText(speech, notice);
    case 'route.switched':
      return routeSwitchedText(speech, notice);
    case 'desk.started':
      return deskStartedText(speech, notice);
    case 'desk.fault':
      return deskFaultText(speech, notice);
    case 'journal.unwritable':
      return journalUnwritableText(speech, notice);
    case 'journal.writable':
      return journalWritableText(speech, notice);
    default:
      return notice satisfies never;
  }
}
