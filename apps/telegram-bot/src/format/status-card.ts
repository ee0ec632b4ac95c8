import type { FormattedString } from '@grammyjs/parse-mode';
import type { BrokerHealth } from '@perpdesk/broker-manager';
import type { StatusReport } from '../desk/status-report.ts';
import { badge } from './badge.ts';
import type { Card } from './card.ts';
import { dotted, lines, paragraphs } from './lines.ts';
import { formatSpan } from './moment.ts';
import { plural } from './plural.ts';

function accountLine(health: BrokerHealth, now: number): FormattedString {
  const offset = health.clockOffsetMs;
  const sign = offset !== null && offset < 0 ? '\u2212' : '+';
  return lines(
    dotted(
      badge(health),
      health.isReady ? '✓ connected' : '✗ not connected',
      health.lastHeardAt === null ? null : `heard ${formatSpan(now - health.lastHeardAt)} ago`,
      offset === null ? null : `clock ${sign}${Math.abs(Math.round(offset))} ms`,
    ),
    health.isReady ? null : health.lastError,
  );
}

function engineLines({ engine }: StatusReport): FormattedString {
  const state = engine.panicBlocked ? 'blocked after /panic' : engine.paused ? 'paused' : 'on';
  return lines(
    dotted(`Signals ${state}`, `${engine.signalsToday} today`, engine.held === 0 ? null : `${engine.held} held`),
    engine.unknown === 0 ? null : `${plural(engine.unknown, 'order')} with an outcome not known yet, checking`,
    engine.needsOperator === 0 ? null : `${plural(engine.needsOperator, 'order')} that cannot be proven: please look`,
    engine.halted.length === 0 ? null : `Entries halted by drift: ${engine.halted.join(', ')}. /resume accepts it.`,
    engine.unwritable === null
      ? null
      : `The journal cannot be written (${engine.unwritable}): no entry begins, and nothing is recorded.`,
    engine.isStopping ? 'The desk is stopping.' : null,
  );
}

export function statusCard(report: StatusReport): Card {
  const { outbox, now } = report;
  return {
    text: paragraphs(
      lines(...report.accounts.map((health) => accountLine(health, now))),
      lines(
        engineLines(report),
        dotted(
          outbox.pending === 0 ? 'Outbox empty' : `Outbox ${outbox.pending} waiting`,
          outbox.oldestAt === null ? null : `oldest ${formatSpan(now - outbox.oldestAt)}`,
          `lost ${outbox.dead}`,
          `up ${formatSpan(now - report.startedAt)}`,
        ),
      ),
    ),
    buttons: [],
  };
}
