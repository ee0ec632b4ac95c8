import { decimal, ZERO, type Decimal, type Instrument } from '@perpdesk/broker-core';
import type { Phrase, Speech } from '../language/speech.ts';
import { sizeTexts } from '../language/texts/size.ts';
import type { DeskContext } from './desk-context.ts';
import type { DeskUser } from './desk-user.ts';
import { OPEN_STATES, ownStream } from './own-entries.ts';
import type { SideName } from './owners.ts';
import { tryRead } from './trade-door.ts';

/** What stands for a person's own part of a position that they are about to grow. */
export interface OwnLevels {
  /** Base asset, ≥ 0. */
  readonly owned: Decimal;
  /** Nobody else owns of that side. */
  readonly isAlone: boolean;
  /** Quote asset. */
  readonly stops: readonly Decimal[];
  /** Quote asset. */
  readonly targets: readonly Decimal[];
}

export const NO_LEVELS: OwnLevels = { owned: ZERO, isAlone: true, stops: [], targets: [] };

/** By the journal: of several owners' orders at the exchange those are told apart there alone. */
export async function ownLevels(
  { journal }: Pick<DeskContext, 'journal'>,
  user: DeskUser,
  { brokerId, ...side }: SideName,
): Promise<OwnLevels> {
  const stream = ownStream(user, side);
  const [open, read] = await Promise.all([
    tryRead(() => journal.listIntents({ states: OPEN_STATES })),
    tryRead(() => journal.readLedger()),
  ]);
  const own = (open ?? []).filter((row) => row.brokerId === brokerId && row.stream === stream);
  const pricesOf = (kind: 'stop' | 'target', type: string) =>
    own.flatMap((row) =>
      row.kind === kind && row.orderType === type && row.triggerPrice !== null ? [decimal(row.triggerPrice)] : [],
    );
  const owners = (read?.ledger ?? []).filter(
    (row) =>
      row.brokerId === brokerId &&
      row.symbol === side.symbol &&
      row.positionSide === side.positionSide &&
      row.owned !== '0',
  );
  const owned = decimal(owners.find((row) => row.stream === stream)?.owned ?? '0').abs();
  const isAlone = owners.every((row) => row.stream === stream);
  return { owned, isAlone, stops: pricesOf('stop', 'stop-market'), targets: pricesOf('target', 'take-profit-market') };
}

export function hasLevels({ stops, targets }: OwnLevels): boolean {
  return stops.length + targets.length > 0;
}

interface Asked {
  readonly instrument: Instrument;
  /** Quote asset; `null`: none was asked for. */
  readonly stopPrice: Decimal | null;
  readonly targetCount: number;
  /** The order rests at a price of its own. */
  readonly rests: boolean;
}

function listed(speech: Speech, levels: readonly Decimal[], instrument: Instrument): string {
  return speech.list([...new Set(levels.map((price) => speech.price(price, instrument)))]);
}

/** What an entry's stop and targets make of those that stand, one sentence each. */
export function levelNotes({ stops, targets, isAlone }: Omit<OwnLevels, 'owned'>, terms: Asked): readonly Phrase[] {
  const { instrument, stopPrice, targetCount, rests } = terms;
  const notes: Phrase[] = [];
  if (stopPrice !== null) {
    notes.push((speech) => {
      const words = speech.say(sizeTexts);
      const to = speech.price(stopPrice, instrument);
      return stops.length === 0 ? words.stopForOwn : words.stopMoves(listed(speech, stops, instrument), to);
    });
  } else if (stops.length > 0) {
    notes.push((speech) => speech.say(sizeTexts).stopStays(listed(speech, stops, instrument)));
  }
  if (targetCount > 0) {
    notes.push((speech) => {
      const words = speech.say(sizeTexts);
      return targets.length === 0 ? words.targetsForOwn : words.targetsReplace(listed(speech, targets, instrument));
    });
  } else if (targets.length > 0) {
    notes.push((speech) => speech.say(sizeTexts).targetsStay(listed(speech, targets, instrument)));
  }
  const asked = [...(stopPrice === null ? [] : [stops]), ...(targetCount === 0 ? [] : [targets])];
  if (rests && asked.some(({ length }) => length > 0)) notes.push((speech) => speech.say(sizeTexts).countsOnFill);
  if (rests && asked.some(({ length }) => length === 0)) notes.push((speech) => speech.say(sizeTexts).countsAtOnce);
  if (targetCount > 1 && !isAlone) notes.push((speech) => speech.say(sizeTexts).nearestOnly);
  return notes;
}
