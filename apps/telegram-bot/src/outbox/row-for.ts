import type { OutboxRow } from '@perpdesk/journal/port';
import type { AccountTag } from '@perpdesk/signals';
import type { DeskMessage } from './desk-message.ts';
import { readDeskMessage } from './render-row.ts';

type MaySee = (brokerId: string) => boolean;

/** A row as a chat may hear it: what it says beside of accounts that may not be seen there is left out. */
export function rowFor(row: OutboxRow, maySee: MaySee): OutboxRow {
  const message = readDeskMessage(row);
  const seen = seenBy(message, maySee);
  return seen === message ? row : { ...row, payload: JSON.stringify(seen) };
}

function seenBy(message: DeskMessage, maySee: MaySee): DeskMessage {
  const isSeen = ({ account }: { readonly account: AccountTag }): boolean => maySee(account.brokerId);
  // what is of no account is for everybody
  const without = (lines: readonly string[], accounts: readonly AccountTag[] = []): readonly string[] =>
    lines.filter((line) => !accounts.some(({ brokerId }) => !maySee(brokerId) && isOf(line, brokerId)));
  switch (message.type) {
    case 'desk.paused':
      return message.entering === undefined ? message : { ...message, entering: message.entering.filter(isSeen) };
    case 'desk.resumed':
      return { ...message, accepted: message.accepted.filter((place) => maySee(place.split(' ')[0] ?? '')) };
    case 'panic.finished': {
      const left = without(message.left, message.accounts);
      const closed = without(message.closed, message.accounts);
      return { ...message, flat: message.flat || left.length === 0, left, closed };
    }
    case 'panic.started':
    case 'desk.started':
    case 'signal.received':
    case 'signal.answered':
      return { ...message, accounts: message.accounts.filter(({ brokerId }) => maySee(brokerId)) };
    case 'route.switched':
      return { ...message, accounts: (message.accounts ?? []).filter(({ brokerId }) => maySee(brokerId)) };
    case 'desk.away':
      return { ...message, accounts: message.accounts.filter(isSeen) };
    case 'summary.daily':
    case 'summary.weekly':
      return { ...message, accounts: message.accounts.filter(isSeen) };
    default: {
      if (!('turnout' in message) || message.turnout === undefined) return message;
      return { ...message, turnout: { ...message.turnout, out: message.turnout.out.filter(isSeen) } };
    }
  }
}

function isOf(line: string, brokerId: string): boolean {
  return line.startsWith(`${brokerId} `) || line.startsWith(`${brokerId}:`);
}
