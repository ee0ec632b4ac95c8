import { JournalError, type ConfirmRow } from '@perpdesk/journal/port';
import { parseConfirmCommand, type ConfirmCommand } from './confirm-command.ts';
import type { DeskContext } from './desk-context.ts';
import { canTradeOn, roleOfAll, type DeskUser } from './desk-user.ts';

export interface IssuedCard {
  readonly nonce: string;
  /** Unix ms. */
  readonly expiresAt: number;
}

export interface CardPlace {
  readonly user: DeskUser;
  readonly chatId: string;
}

export type CardClaim =
  /** It is this tap's to carry out. `resumed`: an earlier run of the program took it and did not finish. */
  | { readonly type: 'claimed'; readonly row: ConfirmRow; readonly command: ConfirmCommand; readonly resumed: boolean }
  | { readonly type: 'already'; readonly row: ConfirmRow }
  | { readonly type: 'expired' | 'cancelled' | 'foreign' | 'unknown' | 'role' };

/** Cards that wait for one person's tap: each is carried out at most once. */
export interface ConfirmCards {
  issue(place: CardPlace, brokerId: string, command: ConfirmCommand): Promise<IssuedCard>;
  setMessage(nonce: string, messageId: number): Promise<void>;
  claim(place: CardPlace, nonce: string): Promise<CardClaim>;
  cancel(place: CardPlace, nonce: string): Promise<CardClaim>;
  /** The card if this person may still tap it; `null`: not. */
  peek(
    place: CardPlace,
    nonce: string,
  ): Promise<{ readonly brokerId: string; readonly command: ConfirmCommand } | null>;
  finish(nonce: string, state: 'done' | 'failed', result: string): Promise<void>;
  /** Lets a later tap take it up again: this one broke off without knowing what became of it. */
  release(nonce: string): void;
}

/** Rights are those of now: they may have changed since the card. */
function mayTap(user: DeskUser, row: ConfirmRow): boolean {
  const command = parseConfirmCommand(row.payload);
  // who may switch a route is looked at when it is carried out
  if (command?.type === 'again' || command?.type === 'route') return true;
  if (command?.type !== 'panic') return canTradeOn(user, row.brokerId);
  const { brokerIds } = command;
  if (brokerIds !== null) return brokerIds.every((id) => canTradeOn(user, id));
  const role = roleOfAll(user);
  return user.brokers === null && role !== null && role !== 'viewer';
}

export function createConfirmCards(context: DeskContext): ConfirmCards {
  const { journal, clock } = context;
  /** /panic must not need a journal that can be written. */
  const unstored = new Map<string, ConfirmRow>();
  /** Taken by a tap of this run of the program and not finished yet. */
  const running = new Set<string>();

  async function move(
    row: ConfirmRow,
    from: ConfirmRow['state'],
    patch: Pick<ConfirmRow, 'state'> & { result?: string },
  ) {
    if (unstored.has(row.nonce)) {
      const now = unstored.get(row.nonce);
      if (now?.state !== from) return false;
      unstored.set(row.nonce, { ...now, ...patch });
      return true;
    }
    try {
      const result = await journal.commit([{ type: 'confirm-update', nonce: row.nonce, from: [from], patch }]);
      return result.ok;
    } catch (error) {
      if (!JournalError.is(error) || parseConfirmCommand(row.payload)?.type !== 'panic') throw error;
      unstored.set(row.nonce, { ...row, ...patch });
      return true;
    }
  }

  const read = async (nonce: string) => unstored.get(nonce) ?? (await journal.getConfirm(nonce));

  /** The row if this person may act on it now, else why not. */
  async function admit(place: CardPlace, nonce: string): Promise<CardClaim | ConfirmRow> {
    const row = await read(nonce);
    if (row === null) return { type: 'unknown' };
    if (row.userId !== place.user.id || row.chatId !== place.chatId) return { type: 'foreign' };
    if (!mayTap(place.user, row)) return { type: 'role' };
    if (row.state === 'expired' || row.state === 'cancelled') return { type: row.state };
    if (row.state === 'done' || row.state === 'failed') return { type: 'already', row };
    if (row.state === 'pending' && clock.now() >= row.expiresAt) {
      await move(row, 'pending', { state: 'expired' });
      return { type: 'expired' };
    }
    return row;
  }

  return {
    async issue({ user, chatId }, brokerId, command) {
      const now = clock.now();
      const row: ConfirmRow = {
        nonce: context.createNonce(),
        userId: user.id,
        chatId,
        messageId: null,
        brokerId,
        payload: JSON.stringify(command),
        state: 'pending',
        result: null,
        createdAt: now,
        expiresAt: now + context.confirmTtlMs,
      };
      try {
        await journal.commit([{ type: 'confirm-insert', row }]);
      } catch (error) {
        if (command.type !== 'panic' || !JournalError.is(error)) throw error;
        unstored.set(row.nonce, row);
      }
      return { nonce: row.nonce, expiresAt: row.expiresAt };
    },

    async setMessage(nonce, messageId) {
      if (unstored.has(nonce)) return;
      try {
        await journal.commit([{ type: 'confirm-update', nonce, from: ['pending', 'executing'], patch: { messageId } }]);
      } catch {
        context.logger.warn('card without its message id', { messageId });
      }
    },

    async claim(place, nonce) {
      const row = await admit(place, nonce);
      if ('type' in row) return row;
      const command = parseConfirmCommand(row.payload);
      if (command === null) return { type: 'unknown' };
      if (row.state === 'executing') {
        if (running.has(nonce)) return { type: 'already', row };
        running.add(nonce);
        return { type: 'claimed', row, command, resumed: true };
      }
      if (await move(row, 'pending', { state: 'executing' })) {
        running.add(nonce);
        return { type: 'claimed', row: { ...row, state: 'executing' }, command, resumed: false };
      }
      const now = await read(nonce);
      return now === null ? { type: 'unknown' } : { type: 'already', row: now };
    },

    async cancel(place, nonce) {
      const row = await admit(place, nonce);
      if ('type' in row) return row;
      if (await move(row, 'pending', { state: 'cancelled' })) return { type: 'cancelled' };
      const now = await read(nonce);
      return now === null ? { type: 'unknown' } : { type: 'already', row: now };
    },

    async peek(place, nonce) {
      const row = await admit(place, nonce);
      if ('type' in row || row.state !== 'pending') return null;
      const command = parseConfirmCommand(row.payload);
      return command === null ? null : { brokerId: row.brokerId, command };
    },

    async finish(nonce, state, result) {
      const row = await read(nonce);
      if (row !== null) await move(row, 'executing', { state, result });
      running.delete(nonce);
    },

    release(nonce) {
      running.delete(nonce);
    },
  };
}
