import { JournalError, type ConfirmRow, type JournalChange } from '@perpdesk/journal/port';
import type { CardClaim } from './card-claim.ts';
import { parseConfirmCommand, type ConfirmCommand } from './confirm-command.ts';
import type { DeskContext } from './desk-context.ts';
import type { DeskUser } from './desk-user.ts';
import { undoneOf } from './undone.ts';
import { barrierTo } from './who-may-tap.ts';

export interface IssuedCard {
  readonly nonce: string;
  /** Unix ms. */
  readonly expiresAt: number;
}

export interface CardPlace {
  readonly user: DeskUser;
  readonly chatId: string;
}

/** Where a tap was made, and who others are there. */
export interface TapPlace extends CardPlace {
  /** `null`: no topic, or the general one. */
  readonly topic: number | null;
  /** Another person as they stand in that chat; `null`: a stranger there. */
  readonly findUser: (id: string, place: { readonly chatId: string; readonly topic: number | null }) => DeskUser | null;
}

/** A card whose row is yet to be written. */
export interface NextCard {
  /** Who asked for it. */
  readonly userId: string;
  readonly chatId: string;
  readonly brokerId: string;
  readonly command: ConfirmCommand;
  readonly ttlMs: number;
}

/** Cards that wait for one person's tap: each is carried out at most once. */
export interface ConfirmCards {
  issue(place: CardPlace, brokerId: string, command: ConfirmCommand): Promise<IssuedCard>;
  setMessage(nonce: string, messageId: number): Promise<void>;
  /** `proof`, of a card that waits for a code: that one was taken. It is written together with the claim, or neither is. */
  claim(place: TapPlace, nonce: string, proof?: readonly JournalChange[]): Promise<CardClaim>;
  /** A card of another size has taken its place. */
  replace(place: CardPlace, nonce: string): Promise<void>;
  /** Of another person's approval: declines it, or takes it back. */
  cancel(place: CardPlace & Partial<TapPlace>, nonce: string): Promise<CardClaim>;
  /** Puts a card in place of the claimed one (`null`: of none), which is done with that; both or neither. */
  advance(
    claimed: string | null,
    next: NextCard,
    changesFor?: (nonce: string) => readonly JournalChange[],
  ): Promise<IssuedCard>;
  /** The card if this person may still tap it; `null`: not. */
  peek(
    place: CardPlace,
    nonce: string,
  ): Promise<{ readonly brokerId: string; readonly command: ConfirmCommand } | null>;
  finish(nonce: string, state: 'done' | 'failed', result: string): Promise<void>;
  /** Lets a later tap take it up again: this one broke off without knowing what became of it. */
  release(nonce: string): void;
}

/** What became of a cancelled card, in its row. */
const REPLACED = 'replaced';

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
    changes: readonly JournalChange[] = [],
  ) {
    if (unstored.has(row.nonce)) {
      const now = unstored.get(row.nonce);
      if (now?.state !== from) return false;
      unstored.set(row.nonce, { ...now, ...patch });
      return true;
    }
    try {
      const result = await journal.commit([
        { type: 'confirm-update', nonce: row.nonce, from: [from], patch },
        ...changes,
      ]);
      return result.ok;
    } catch (error) {
      if (!JournalError.is(error) || parseConfirmCommand(row.payload)?.type !== 'panic') throw error;
      unstored.set(row.nonce, { ...row, ...patch });
      return true;
    }
  }

  const read = async (nonce: string) => unstored.get(nonce) ?? (await journal.getConfirm(nonce));

  function newRow({ userId, chatId, brokerId, command, ttlMs }: NextCard): ConfirmRow {
    const now = clock.now();
    return {
      nonce: context.createNonce(),
      userId,
      chatId,
      messageId: null,
      brokerId,
      payload: JSON.stringify(command),
      state: 'pending',
      result: null,
      createdAt: now,
      expiresAt: now + ttlMs,
    };
  }

  /** The row if this person may act on it now, else why not. */
  async function admit(place: CardPlace & Partial<TapPlace>, nonce: string): Promise<CardClaim | ConfirmRow> {
    const row = await read(nonce);
    if (row === null) return { type: 'unknown' };
    const bar = barrierTo(place, row);
    if (bar !== null) return { type: bar };
    const undone = undoneOf(parseConfirmCommand(row.payload));
    if (row.state === 'cancelled') return { type: row.result === REPLACED ? 'replaced' : 'cancelled', undone };
    if (row.state === 'expired') return { type: 'expired', undone };
    if (row.state === 'done' || row.state === 'failed') return { type: 'already', row };
    if (row.state === 'pending' && clock.now() >= row.expiresAt) {
      await move(row, 'pending', { state: 'expired' });
      return { type: 'expired', undone };
    }
    return row;
  }

  return {
    async issue({ user, chatId }, brokerId, command) {
      const row = newRow({ userId: user.id, chatId, brokerId, command, ttlMs: context.confirmTtlMs });
      try {
        const result = await journal.commit([{ type: 'confirm-insert', row }]);
        if (!result.ok) throw new Error('A card of that nonce is there already.');
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

    async claim(place, nonce, proof) {
      const row = await admit(place, nonce);
      if ('type' in row) return row;
      const command = parseConfirmCommand(row.payload);
      if (command === null) return { type: 'unknown' };
      if (row.state === 'executing' && running.has(nonce)) return { type: 'already', row };
      if (command.type === 'approve') {
        if (command.stage === 'code' && proof === undefined) return { type: 'code' };
        if (command.stage === 'second' && row.userId === place.user.id) return { type: 'own' };
      }
      const tradeId = command.type === 'approve' ? command.origin : nonce;
      if (row.state === 'executing') {
        running.add(nonce);
        if (proof !== undefined) await journal.commit(proof);
        return { type: 'claimed', row, command, tradeId, resumed: true };
      }
      if (await move(row, 'pending', { state: 'executing' }, proof)) {
        running.add(nonce);
        return { type: 'claimed', row: { ...row, state: 'executing' }, command, tradeId, resumed: false };
      }
      const now = await read(nonce);
      return now === null ? { type: 'unknown' } : { type: 'already', row: now };
    },

    async advance(claimed, next, changesFor = () => []) {
      const row = newRow(next);
      const result = await journal.commit([
        ...(claimed === null
          ? []
          : [
              {
                type: 'confirm-update',
                nonce: claimed,
                from: ['executing'],
                patch: { state: 'done', result: 'asked' },
              } as const,
            ]),
        { type: 'confirm-insert', row },
        ...changesFor(row.nonce),
      ]);
      if (!result.ok) throw new Error('The card was taken by another tap.');
      if (claimed !== null) running.delete(claimed);
      return { nonce: row.nonce, expiresAt: row.expiresAt };
    },

    async cancel(place, nonce) {
      const row = await admit(place, nonce);
      if ('type' in row) return row;
      if (await move(row, 'pending', { state: 'cancelled' })) {
        const command = parseConfirmCommand(row.payload);
        if (command?.type !== 'approve' || row.userId === place.user.id) {
          return { type: 'cancelled', undone: undoneOf(command) };
        }
        return { type: 'declined', askedIn: command.askedIn };
      }
      const now = await read(nonce);
      return now === null ? { type: 'unknown' } : { type: 'already', row: now };
    },

    async replace(place, nonce) {
      const row = await admit(place, nonce);
      if (!('type' in row)) await move(row, 'pending', { state: 'cancelled', result: REPLACED });
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
