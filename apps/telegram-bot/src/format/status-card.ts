import type { FormattedString } from '@grammyjs/parse-mode';
import type { BrokerHealth } from '@perpdesk/broker-manager';
import type { StatusReport } from '../desk/status-report.ts';
import type { Speech } from '../language/speech.ts';
import { statusTexts } from '../language/texts/status.ts';
import { badge } from './badge.ts';
import type { Card } from './card.ts';
import { dotted, lines, paragraphs } from './lines.ts';
import { formatSaid } from '../language/said.ts';

function accountLine(speech: Speech, health: BrokerHealth, now: number): FormattedString {
  const words = speech.say(statusTexts);
  const offset = health.clockOffsetMs;
  const sign = offset !== null && offset < 0 ? '\u2212' : '+';
  return lines(
    dotted(
      badge(health),
      health.isReady ? words.connected : words.notConnected,
      health.lastHeardAt === null ? null : words.heard(speech.span(now - health.lastHeardAt)),
      offset === null ? null : words.clock(`${sign}${speech.digits(`${Math.abs(Math.round(offset))}`)} ms`),
    ),
    health.isReady || health.lastError === null ? null : formatSaid(speech, health.lastError),
  );
}

function engineLines(speech: Speech, { engine, haltedElsewhere }: StatusReport): FormattedString {
  const words = speech.say(statusTexts);
  const halted = [...engine.halted, ...(haltedElsewhere === 0 ? [] : [words.others(haltedElsewhere)])];
  const state = engine.panicBlocked ? 'blocked' : engine.paused ? 'paused' : 'on';
  return lines(
    dotted(words.signals[state], words.today(engine.signalsToday), engine.held === 0 ? null : words.held(engine.held)),
    engine.unknown === 0 ? null : words.unknown(engine.unknown),
    engine.needsOperator === 0 ? null : words.needsOperator(engine.needsOperator),
    halted.length === 0 ? null : words.halted(halted.join(', ')),
    engine.unwritable === null ? null : words.unwritable(engine.unwritable),
    engine.isStopping ? words.stopping : null,
  );
}

export function statusCard(speech: Speech, report: StatusReport): Card {
  const words = speech.say(statusTexts);
  const { outbox, now } = report;
  return {
    text: paragraphs(
      lines(...report.accounts.map((health) => accountLine(speech, health, now))),
      lines(
        engineLines(speech, report),
        dotted(
          outbox.pending === 0 ? words.outboxEmpty : words.outbox(outbox.pending),
          outbox.oldestAt === null ? null : words.oldest(speech.span(now - outbox.oldestAt)),
          words.lost(outbox.dead),
          words.up(speech.span(now - report.startedAt)),
        ),
        report.unreachable.length === 0 ? null : words.unreachable(report.unreachable.join(', ')),
      ),
    ),
    buttons: [],
  };
}
