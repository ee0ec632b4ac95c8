import type { Speech } from '../language/speech.ts';
import { formatSaid } from '../language/said.ts';
import { noticeTexts } from '../language/texts/notice.ts';

const POSITION = /^(?<place>\S+ \S+) (?<side>LONG|SHORT) (?<quantity>[\d.]+)(?:: (?<why>.*))?$/s;
const ACCOUNT = /^(?<account>[^\s:]+): (?<why>.*)$/s;

/** `main BTCUSDT LONG 0.02: why`, as /panic writes it down, in the reader's language. */
export function formatPanicLine(speech: Speech, line: string): string {
  const { place, side, quantity, why } = POSITION.exec(line)?.groups ?? {};
  if (place !== undefined && quantity !== undefined) {
    const words = speech.say(noticeTexts).side;
    const position = `${place} ${words[side === 'SHORT' ? 'short' : 'long'].toUpperCase()} ${speech.digits(quantity)}`;
    return why === undefined ? position : `${position}: ${formatSaid(speech, why)}`;
  }
  const account = ACCOUNT.exec(line)?.groups;
  return account === undefined
    ? formatSaid(speech, line)
    : `${account['account'] ?? ''}: ${formatSaid(speech, account['why'] ?? '')}`;
}
