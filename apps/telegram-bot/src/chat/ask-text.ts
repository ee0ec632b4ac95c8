import type { AskReply } from '../desk/answer-ask.ts';
import type { CardTruth } from '../desk/card-truth.ts';
import { outcomeSaid } from '../format/outcome.ts';
import { formatSaid } from '../language/said.ts';
import type { Speech } from '../language/speech.ts';
import { roleTexts } from '../language/texts/help.ts';
import { refusalTexts } from '../language/texts/refusal.ts';
import { outcomeTexts } from '../language/texts/outcome.ts';
import { tapTexts } from '../language/texts/tap.ts';
import type { TapText } from './tap-texts.ts';

/** What a tap on an alert's card hears, and what the card's button says from then on; `truth`: what became of its orders. */
export function askText(speech: Speech, reply: AskReply, truth: CardTruth | null = null): TapText {
  const words = speech.say(tapTexts);
  const { button } = words;
  if (reply.ok) {
    const accounts = reply.brokerIds.join(', ');
    if (reply.decision === 'skipped') return { toast: words.skipped, button: button.skipped };
    const [refused] = reply.refused;
    const not = refused === undefined ? '' : words.notOn(refused.brokerId, formatSaid(speech, refused.detail));
    return { toast: `${words.placingOn(accounts)}${not}`, button: speech.say(outcomeTexts).label.order.working };
  }
  switch (reply.code) {
    case 'placed':
      return {
        toast: [formatSaid(speech, reply.detail), truth === null ? '' : saidOf(speech, truth)].join(' ').trim(),
        button: null,
      };
    case 'skipped':
      return { toast: words.askSkipped, button: button.skipped };
    case 'expired':
      return { toast: words.expired(words.undone.order), button: button.expired };
    case 'voided':
      return { toast: formatSaid(speech, reply.detail), button: button.void };
    case 'refused':
      return { toast: words.askRefused(formatSaid(speech, reply.detail)), button: button.notPlaced };
    case 'unknown':
      return { toast: words.unknown, button: button.expired };
    case 'foreign':
    case 'quantity':
    case 'not-ready':
    case 'unclear':
      return { toast: formatSaid(speech, reply.detail), button: null };
    case 'role':
      return { toast: speech.say(refusalTexts).mayNotAnswer(speech.say(roleTexts)[reply.role]), button: null };
    default:
      return reply satisfies never;
  }
}

function saidOf(speech: Speech, { kind, outcome, scale }: CardTruth): string {
  return outcomeSaid(speech, kind, outcome, scale);
}
