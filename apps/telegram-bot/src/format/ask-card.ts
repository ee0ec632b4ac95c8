import type { FormattedString } from '@grammyjs/parse-mode';
import type { AskRefusal, Notice } from '@perpdesk/signals';
import type { SignalOutcome } from '../desk/signal-outcome.ts';
import { formatActor } from '../language/actor.ts';
import { formatSaid } from '../language/said.ts';
import type { Speech } from '../language/speech.ts';
import { noticeTexts } from '../language/texts/notice.ts';
import { signalNoticeTexts } from '../language/texts/signal-notice.ts';
import { tapTexts } from '../language/texts/tap.ts';
import type { Scales } from './amount.ts';
import { askButtons } from './ask-buttons.ts';
import type { Card } from './card.ts';
import { signalAsksText } from './notice/ask-notices.ts';
import { outcomeLabel, outcomeSaid } from './outcome.ts';

type Asks = Extract<Notice, { readonly type: 'signal.asks' }>;

/** How the card stands now. */
export type ShownStanding =
  | { readonly type: 'waits'; readonly answerBy: number; readonly now: number }
  | {
      readonly type: 'over';
      readonly answer: AskRefusal;
      readonly actor: string | null;
      readonly detail: string;
      readonly outcome: SignalOutcome | null;
    };

/** A card on which an alert asks, as it stands: how long it still waits, or what became of it. */
export function askCard(speech: Speech, notice: Asks, scales: Scales, standing: ShownStanding): Card {
  if (standing.type === 'waits') {
    const left = Math.ceil((standing.answerBy - standing.now) / 1_000) * 1_000;
    const wait = speech.say(signalNoticeTexts).left(speech.span(left), speech.time(standing.answerBy));
    return { text: signalAsksText(speech, notice, scales, wait), buttons: askButtons(speech, notice) };
  }
  const [leg] = notice.legs;
  const scale = leg === undefined ? null : scales(leg.account.brokerId, notice.symbol);
  const label = labelOf(speech, standing, scale);
  return {
    text: signalAsksText(speech, notice, scales, overLine(speech, standing, scale)),
    buttons: [[{ type: 'tap', label, data: `a:${notice.signalId}:p` }]],
  };
}

type Over = Extract<ShownStanding, { readonly type: 'over' }>;
type Scale = ReturnType<Scales>;

function labelOf(speech: Speech, { answer, outcome }: Over, scale: Scale): string {
  const { button } = speech.say(tapTexts);
  if (outcome !== null) return outcomeLabel(speech, 'order', outcome, scale);
  const labels: Partial<Record<AskRefusal, string>> = {
    placed: button.placed,
    skipped: button.skipped,
    voided: button.void,
    refused: button.notPlaced,
  };
  return labels[answer] ?? button.expired;
}

const ANSWERS = { placed: 'placed', skipped: 'skipped', voided: 'voided' } as const;

function overLine(speech: Speech, { answer, actor, detail, outcome }: Over, scale: Scale): FormattedString | string {
  const words = speech.say(signalNoticeTexts).answer;
  const known: Partial<Record<AskRefusal, keyof typeof words>> = ANSWERS;
  const by = actor === null ? '' : speech.say(noticeTexts).by(formatActor(speech, actor));
  const said = outcome === null ? formatSaid(speech, detail) : outcomeSaid(speech, 'order', outcome, scale);
  const head = words[known[answer] ?? 'expired'];
  return `${head.slice(0, 1).toUpperCase()}${head.slice(1)}${by}. ${said}`.trim();
}
