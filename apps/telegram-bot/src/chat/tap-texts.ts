import type { CardClaim } from '../desk/card-claim.ts';
import { approvalTexts } from '../language/texts/approval.ts';
import { parseConfirmCommand } from '../desk/confirm-command.ts';
import { undoneOf } from '../desk/undone.ts';
import { routeTexts } from '../language/texts/routes.ts';
import type { Speech } from '../language/speech.ts';
import { tapTexts } from '../language/texts/tap.ts';
import type { CardTruth } from '../desk/card-truth.ts';
import type { CardOutcome } from '../desk/execute-card.ts';
import { outcomeSaid } from '../format/outcome.ts';
import { outcomeTexts } from '../language/texts/outcome.ts';

export interface TapText {
  /** Shown for a moment over the chat, at most 200 characters. */
  readonly toast: string;
  /** What the card's only button says from then on; `null` leaves the card as it is. */
  readonly button: string | null;
}

type ConfirmRow = Extract<CardClaim, { readonly type: 'already' }>['row'];

function alreadyText(speech: Speech, { state, result, payload }: ConfirmRow, truth: CardTruth | null): TapText {
  const words = speech.say(tapTexts);
  if (state === 'done' && result === 'asked') return { toast: speech.say(approvalTexts).toast.asked, button: null };
  const isPanic = payload.includes('"type":"panic"');
  switch (state) {
    case 'done':
      if (payload.includes('"type":"route"')) return { toast: speech.say(routeTexts).already, button: null };
      return isPanic ? { toast: words.panicDone, button: null } : truthText(speech, result ?? '', truth);
    case 'failed': {
      const isOrder = undoneOf(parseConfirmCommand(payload)) === 'order';
      return { toast: words.alreadyRefused(result ?? words.refused, isOrder), button: null };
    }
    default:
      return { toast: words.running, button: null };
  }
}

/** What became of it: the card's button follows that by itself. */
function truthText(speech: Speech, id: string, truth: CardTruth | null): TapText {
  const before = speech.say(outcomeTexts).said.before(id);
  if (truth === null) return { toast: before, button: null };
  return { toast: `${before} ${outcomeSaid(speech, truth.kind, truth.outcome, truth.scale)}`, button: null };
}

/** What a tap that carries nothing out hears; `truth`: what became of a card that was carried out. */
export function claimText(
  speech: Speech,
  claim: Exclude<CardClaim, { readonly type: 'claimed' }>,
  truth: CardTruth | null = null,
): TapText {
  const words = speech.say(tapTexts);
  switch (claim.type) {
    case 'already':
      return alreadyText(speech, claim.row, truth);
    case 'expired':
      return { toast: words.expired(words.undone[claim.undone]), button: words.button.expired };
    case 'replaced':
      return { toast: words.replaced(words.undone[claim.undone]), button: words.button.replaced };
    case 'cancelled': {
      // “cancelled” alone would say of an order’s cancel that the order is
      const isKept = claim.undone === 'cancel';
      const head = isKept ? words.kept : words.cancelled;
      return { toast: head(words.undone[claim.undone]), button: isKept ? words.button.kept : words.button.cancelled };
    }
    case 'foreign':
      return { toast: words.foreign, button: null };
    case 'role':
      return { toast: words.role, button: null };
    case 'unknown':
      return { toast: words.unknown, button: words.button.expired };
    case 'own':
    case 'code':
      return { toast: speech.say(approvalTexts).toast[claim.type], button: null };
    case 'declined': {
      const { toast, button } = speech.say(approvalTexts);
      return { toast: toast.declined, button: button.declined };
    }
    default:
      return claim satisfies never;
  }
}

/** What the card's button says once it was carried out; of an order or a change the card itself follows what becomes of it. */
export function outcomeButton(speech: Speech, outcome: Exclude<CardOutcome, { readonly type: 'placed' }>): string {
  const { button } = speech.say(tapTexts);
  switch (outcome.type) {
    case 'refused':
      return outcome.undone === 'order' ? button.notPlaced : button.notDone;
    case 'moved':
      return button.moved;
    case 'shrunk':
      return button.shrunk;
    case 'changed':
      return button.changed;
    case 'panicked':
      return outcome.report.flat ? button.flat : button.notFlat;
    case 'switched':
      return `✓ ${outcome.state.id}: ${outcome.state.execute}`;
    case 'not-switched':
      return speech.say(routeTexts).notSwitchedButton;
    case 'again':
    case 'run':
      return button.yes;
    case 'answered':
      return outcome.reply.ok ? button.placed : button.notPlaced;
    case 'code-asked':
      return speech.say(approvalTexts).button.code;
    case 'second-asked':
      return speech.say(approvalTexts).button.second;
    case 'barred':
      return button.notPlaced;
    default:
      return outcome satisfies never;
  }
}
