import type { CardClaim } from '../desk/confirm-cards.ts';
import type { CardOutcome } from '../desk/execute-card.ts';

export interface TapText {
  /** Shown for a moment over the chat, at most 200 characters. */
  readonly toast: string;
  /** What the card's only button says from then on; `null` leaves the card as it is. */
  readonly button: string | null;
}

type ConfirmRow = Extract<CardClaim, { readonly type: 'already' }>['row'];

function alreadyText({ state, result, payload }: ConfirmRow): TapText {
  const isPanic = payload.includes('"type":"panic"');
  switch (state) {
    case 'done':
      return isPanic
        ? { toast: 'This /panic was carried out already.', button: null }
        : { toast: `Already placed: #${result ?? ''}.`, button: null };
    case 'failed':
      return { toast: `Already answered: not placed (${result ?? 'refused'}).`, button: null };
    default:
      return { toast: 'Already being carried out.', button: null };
  }
}

/** What a tap that carries nothing out hears. */
export function claimText(claim: Exclude<CardClaim, { readonly type: 'claimed' }>): TapText {
  switch (claim.type) {
    case 'already':
      return alreadyText(claim.row);
    case 'expired':
      return { toast: 'This card has expired. Nothing was sent.', button: 'Expired' };
    case 'cancelled':
      return { toast: 'Cancelled. Nothing was sent.', button: 'Cancelled' };
    case 'foreign':
      return { toast: 'This card is somebody else’s.', button: null };
    case 'role':
      return { toast: 'Your role does not allow that any more.', button: null };
    case 'unknown':
      return { toast: 'This card is not known any more. Nothing was sent.', button: 'Expired' };
    default:
      return claim satisfies never;
  }
}

/** What the card's button says once it was carried out. */
export function outcomeButton(outcome: CardOutcome): string {
  switch (outcome.type) {
    case 'placed':
      return `✓ Placed #${outcome.signalId}`;
    case 'refused':
      return 'Not placed';
    case 'moved':
      return 'Not placed: the market moved';
    case 'panicked':
      return outcome.report.flat ? '✓ FLAT' : 'NOT FLAT';
    case 'again':
      return '✓ Yes';
    default:
      return outcome satisfies never;
  }
}
