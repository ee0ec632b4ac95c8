import type { Notice } from '../notice.ts';

/** The signal of which a chat hears by the notice how it ended, on an account or on all; `null`: it says no such thing. */
export function endOf(notice: Notice): string | null {
  switch (notice.type) {
    case 'signal.rejected':
    case 'signal.remarked':
    case 'signal.ended':
    case 'signal.dry':
    case 'order.filled':
    case 'order.rejected':
    case 'order.expired':
    case 'order.canceled':
      return notice.signalId;
    case 'signal.answered':
      return notice.answer === 'placed' ? null : notice.signalId;
    case 'order.resolved':
      return notice.result === 'needs-operator' ? notice.signalId : null;
    case 'desk.fault':
      return notice.name;
    default:
      return null;
  }
}

/** Signals whose receipt was told, and of which nothing that is told says how they ended. */
export function leftInSilence(notices: readonly Notice[], isOver: (signalId: string) => boolean): readonly string[] {
  const ended = new Set(notices.map(endOf));
  const received = notices.flatMap((notice) => (notice.type === 'signal.received' ? [notice.signalId] : []));
  return received.filter((id) => isOver(id) && !ended.has(id));
}
