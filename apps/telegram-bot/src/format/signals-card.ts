import { FormattedString } from '@grammyjs/parse-mode';
import type { ListedSignal } from '../desk/signals-report.ts';
import type { Speech } from '../language/speech.ts';
import { reportTexts } from '../language/texts/report.ts';
import type { Card } from './card.ts';
import { dotted, lines, paragraphs } from './lines.ts';
import { askText, outcomeText, sourceText } from './signal-line.ts';
import { viewButton } from './view-button.ts';

const BUTTONS = 6;
const IN_A_ROW = 3;

function signalText(speech: Speech, listed: ListedSignal): FormattedString {
  const { id, source, signal, receivedAt } = listed;
  return lines(
    dotted(
      FormattedString.bold(sourceText(speech, source)),
      signal === null ? speech.say(reportTexts).notUnderstood : `${signal.symbol} ${askText(speech, signal)}`.trim(),
      outcomeText(speech, listed),
    ),
    dotted(FormattedString.code(id), speech.dayTime(receivedAt)),
  );
}

/** Newest first; the first ones have a button that tells all about them. */
export function signalsCard(speech: Speech, signals: readonly ListedSignal[]): Card {
  if (signals.length === 0) return { text: new FormattedString(speech.say(reportTexts).noSignals), buttons: [] };
  const buttons = signals
    .slice(0, BUTTONS)
    .flatMap(({ id }) => viewButton(`#${id.slice(0, 6)}`, { command: `signal ${id}`, as: 'message' }));
  const rows = Array.from({ length: Math.ceil(buttons.length / IN_A_ROW) }, (_, row) =>
    buttons.slice(row * IN_A_ROW, (row + 1) * IN_A_ROW),
  );
  return { text: paragraphs(...signals.map((signal) => signalText(speech, signal))), buttons: rows };
}
