import { Decimal, formatDecimal } from '@perpdesk/broker-core';
import type { LedgerRow, StreamRow } from '@perpdesk/journal/port';
import { nameOfCode, type RebuiltSide, type RebuiltTarget } from '@perpdesk/signals';
import type { Finding } from '../program/finding.ts';

export interface SideContext {
  readonly brokerId: string;
  readonly days: number;
  readonly streams: readonly StreamRow[];
  readonly ledger: readonly LedgerRow[];
  readonly names: readonly string[];
}

/** What the exchange proves of a side, beside what the journal says. */
export function sideLines(side: RebuiltSide, context: SideContext): readonly Finding[] {
  const { symbol, positionSide, held, others, parts, proof } = side;
  const { brokerId, days, ledger } = context;
  const about = `${brokerId}: ${symbol}${positionSide === 'net' ? '' : ` ${positionSide}`}`;
  const lines: Finding[] = [{ level: 'fine', line: `${about} holds ${formatDecimal(held)}` }];
  const named = parts.map((part) => ({ ...part, stream: nameOfCode(part.streamCode, context.streams, context.names) }));
  for (const { stream, streamCode, owned, targets } of named) {
    if (stream === null) {
      const line = `  ${formatDecimal(owned)} by orders of the code ${streamCode}, and no name fits it: tell it with --strategy`;
      lines.push({ level: 'warning', line });
      continue;
    }
    const known = ledgerOf(ledger, brokerId, stream);
    const isSame = known.eq(owned);
    const line = `  ${stream} owns ${formatDecimal(owned)}; the journal says ${isSame ? 'so, too' : formatDecimal(known)}`;
    lines.push({ level: isSame ? 'fine' : 'warning', line });
    if (!isSame && targets.length > 0) lines.push({ level: 'warning', line: targetsLine(targets) });
  }
  if (proof === 'opened-before') {
    const line = `  ${formatDecimal(others)} of it is older than ${days} days: nothing is written of this side; --days may reach further`;
    lines.push({ level: 'fault', line });
  } else if (proof === 'taken-by-others') {
    const line = `  somebody else took ${formatDecimal(others.abs())} of what several own: nothing is written of this side; close it by hand`;
    lines.push({ level: 'fault', line });
  } else if (proof === 'read-two-ways') {
    lines.push({
      level: 'fault',
      line: '  others traded in between, or an order is not known any more, and the parts can be read in two ways: nothing is written of this side; close it by hand',
    });
  } else if (!others.isZero()) {
    lines.push({ level: 'warning', line: `  ${formatDecimal(others)} is nobody’s: no strategy bought it` });
  }
  return lines;
}

/** What of it is known by history, and what a person has to look at. */
function targetsLine(targets: readonly RebuiltTarget[]): string {
  const taken = targets.reduce((sum, { quantity }) => sum.plus(quantity), new Decimal(0));
  const count = targets.filter(({ isFilled }) => isFilled).length;
  return `  targets took ${formatDecimal(taken)} of it, ${count} filled: they count as the route’s first; one that went at the market is not known, and comes again`;
}

/** What the journal alone says is owned, on sides that the exchange does not tell of. */
export function lostLines(sides: readonly RebuiltSide[], { brokerId, ledger }: SideContext): readonly Finding[] {
  const isTold = (row: LedgerRow): boolean =>
    sides.some((side) => side.symbol === row.symbol && side.positionSide === row.positionSide);
  return ledger
    .filter((row) => row.brokerId === brokerId && row.owned !== '0' && !isTold(row))
    .map(({ symbol, stream, owned }) => ({
      level: 'warning',
      line: `${brokerId}: ${symbol} is flat; the journal says that ${stream} owns ${owned}`,
    }));
}

function ledgerOf(ledger: readonly LedgerRow[], brokerId: string, stream: string): Decimal {
  return new Decimal(ledger.find((row) => row.brokerId === brokerId && row.stream === stream)?.owned ?? '0');
}
