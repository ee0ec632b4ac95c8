import type { Decimal, Instrument, Position } from '@perpdesk/broker-core';
import type { AccountView } from '@perpdesk/broker-manager';
import type { Phrase, Speech } from '../language/speech.ts';
import { sizeTexts } from '../language/texts/size.ts';
import type { DeskContext } from './desk-context.ts';
import type { DeskUser } from './desk-user.ts';
import { ownersOf } from './owners.ts';
import { standingOf, type Standing, type StandingLevel } from './standing.ts';

/** What stands for a person's own part of a position that they are about to grow. */
export type OwnLevels = Pick<Standing, 'stops' | 'targets'>;

export const NO_LEVELS: OwnLevels = { stops: [], targets: [] };

/** Nothing where others have a part, too: whose an order at the exchange is, nobody can tell by looking at it. */
export async function ownLevels(
  context: DeskContext,
  user: DeskUser,
  { account, position }: { readonly account: AccountView; readonly position: Position },
): Promise<OwnLevels> {
  const { symbol, positionSide } = position;
  const owners = await ownersOf(context, { brokerId: account.brokerId, symbol, positionSide });
  const isOwn = owners.length > 0 && owners.every(({ userId }) => userId === user.id);
  return isOwn ? standingOf(account, position) : NO_LEVELS;
}

export function hasLevels({ stops, targets }: OwnLevels): boolean {
  return stops.length + targets.length > 0;
}

interface Asked {
  readonly instrument: Instrument;
  /** Quote asset; `null`: none was asked for. */
  readonly stopPrice: Decimal | null;
  readonly hasTargets: boolean;
}

function listed(speech: Speech, levels: readonly StandingLevel[], instrument: Instrument): string {
  return [...new Set(levels.flatMap(({ price }) => (price === null ? [] : speech.price(price, instrument))))].join(
    ', ',
  );
}

/** What an entry's stop and targets make of those that stand, one sentence each. */
export function levelNotes({ stops, targets }: OwnLevels, asked: Asked): readonly Phrase[] {
  const { instrument, stopPrice, hasTargets } = asked;
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
  if (hasTargets) {
    notes.push((speech) => {
      const words = speech.say(sizeTexts);
      return targets.length === 0 ? words.targetsForOwn : words.targetsReplace(listed(speech, targets, instrument));
    });
  } else if (targets.length > 0) {
    notes.push((speech) => speech.say(sizeTexts).targetsStay(listed(speech, targets, instrument)));
  }
  return notes;
}
