import { FormattedString } from '@grammyjs/parse-mode';
import type { OutboxRow } from '@perpdesk/journal/port';
import type { Card } from '../format/card.ts';
import { lines, paragraphs } from '../format/lines.ts';
import { plainCard } from '../format/plain-card.ts';
import type { Speech } from '../language/speech.ts';
import { outboxTexts } from '../language/texts/outbox.ts';
import type { Bundle } from './pick-bundle.ts';
import { renderRow, type DeskView } from './render-row.ts';

/** As much as one message takes, with room for its head. */
const MAX_LENGTH = 3_900;
const MAX_LINE = 200;

/** What one message says, and of which rows; the others wait for the next one. */
export interface RenderedBundle {
  readonly rows: readonly OutboxRow[];
  /** `null`: there is nothing to show any more. */
  readonly card: Card | null;
}

async function collect(
  rows: readonly OutboxRow[],
  render: (row: OutboxRow) => Promise<FormattedString | null>,
): Promise<{ readonly rows: readonly OutboxRow[]; readonly texts: readonly FormattedString[] }> {
  const taken: OutboxRow[] = [];
  const texts: FormattedString[] = [];
  let length = 0;
  for (const row of rows) {
    const text = await render(row);
    length += text === null ? 0 : text.text.length + 2;
    if (length > MAX_LENGTH && taken.length > 0) break;
    taken.push(row);
    if (text !== null) texts.push(text);
  }
  return { rows: taken, texts };
}

/** What cannot be worded, of another version perhaps, must not hold up the chat, nor get lost without a word. */
function unreadable({ type, eventId }: OutboxRow, speech: Speech): Card {
  return plainCard(speech.say(outboxTexts).wordless(type, eventId));
}

/** Several messages as one, each in full but for its buttons. */
async function renderCombined(rows: readonly OutboxRow[], view: DeskView, speech: Speech): Promise<RenderedBundle> {
  const { rows: taken, texts } = await collect(
    rows,
    async (row) => (await renderRow(row, view, speech).catch(() => unreadable(row, speech)))?.text ?? null,
  );
  return { rows: taken, card: texts.length === 0 ? null : { text: paragraphs(...texts), buttons: [] } };
}

async function lineOf(row: OutboxRow, view: DeskView, speech: Speech): Promise<FormattedString | null> {
  // how the position stands is said by the next card of it
  if (row.type === 'position.card') return null;
  const card = await renderRow({ ...row, maybeDuplicate: false }, view, speech).catch(() => unreadable(row, speech));
  if (card === null) return null;
  const end = card.text.text.indexOf('\n');
  const first = card.text.slice(0, Math.min(end === -1 ? MAX_LINE : end, MAX_LINE));
  const mark = row.maybeDuplicate ? ` · ${speech.say(outboxTexts).repeat(row.eventId)}` : '';
  return FormattedString.join([`${speech.time(row.createdAt)} · `, first, mark]);
}

/** What happened while nothing could be sent: one line each. */
async function renderDigest(rows: readonly OutboxRow[], view: DeskView, speech: Speech): Promise<RenderedBundle> {
  const { rows: taken, texts } = await collect(rows, (row) => lineOf(row, view, speech));
  if (texts.length === 0) return { rows: taken, card: null };
  const words = speech.say(outboxTexts);
  const head = FormattedString.join(['🕓 ', FormattedString.bold(words.away), `: ${words.messages(texts.length)}`]);
  return { rows: taken, card: { text: paragraphs(head, lines(...texts)), buttons: [] } };
}

/** What goes out for a bundle. `staleMs`: one that is older says when it happened. */
export async function renderBundle(
  { type, rows }: Pick<Exclude<Bundle, { readonly type: 'wait' }>, 'type' | 'rows'>,
  view: DeskView,
  speech: Speech,
  { now, staleMs }: { readonly now: number; readonly staleMs: number },
): Promise<RenderedBundle> {
  if (type === 'combined') return renderCombined(rows, view, speech);
  if (type === 'digest') return renderDigest(rows, view, speech);
  const [row] = rows;
  const card = row === undefined ? null : await renderRow(row, view, speech).catch(() => unreadable(row, speech));
  if (row === undefined || card === null || row.createdAt + staleMs >= now) return { rows, card };
  const late = FormattedString.italic(speech.say(outboxTexts).late(speech.time(row.createdAt)));
  return { rows, card: { ...card, text: lines(card.text, late) } };
}
