import { formatDecimal, type Account } from '@perpdesk/broker-core';
import type { AccountView } from '@perpdesk/broker-manager';
import type { Journal, JournalChange } from '@perpdesk/journal/port';
import type { WarningsConfig } from '@perpdesk/broker-config';
import { reportPosition } from '../desk/account-reports.ts';
import { readAccount, readPositions, type FreshContext } from '../desk/fresh.ts';
import {
  formatMarks,
  isWorthKeeping,
  nextMarks,
  NO_MARKS,
  parseMarks,
  type EquityMarks,
  type StoredMarks,
} from './equity-marks.ts';
import {
  isDrawdown,
  judgeRisk,
  withoutDrawdowns,
  type Judgement,
  type RiskLevels,
  type RiskReading,
} from './judge-risk.ts';
import { accountReadings, positionReadings } from './read-risk.ts';
import { createTransferBook } from './transfer-book.ts';
import type { Look, Watch } from './watch-runner.ts';
import { watchRows } from './watch-rows.ts';

export interface RiskWatchOptions extends FreshContext {
  readonly brokerId: string;
  readonly levels: WarningsConfig;
  readonly journal: Journal;
  /** Names of chats. */
  readonly targets: readonly string[];
  readonly everyMs: number;
}

interface RiskState {
  readonly warned: ReadonlySet<string>;
  readonly marks: EquityMarks;
}
interface StoredState {
  readonly warned: readonly string[];
  readonly marks: StoredMarks;
}

function levelsOf(levels: WarningsConfig): RiskLevels {
  const { liquidationPercent, stopPercent, marginPercent, dayDrawdownPercent, drawdownPercent } = levels;
  return {
    liquidation: liquidationPercent,
    margin: marginPercent,
    ...(stopPercent === null ? {} : { stop: stopPercent }),
    ...(dayDrawdownPercent === null ? {} : { 'day-drawdown': dayDrawdownPercent }),
    ...(drawdownPercent === null ? {} : { drawdown: drawdownPercent }),
  };
}

function readState(text: string | undefined): RiskState {
  if (text === undefined) return { warned: new Set(), marks: NO_MARKS };
  const { warned, marks }: StoredState = JSON.parse(text);
  return { warned: new Set(warned), marks: parseMarks(marks) };
}

const writeState = ({ warned, marks }: RiskState) => JSON.stringify({ warned: [...warned], marks: formatMarks(marks) });

/**
 * Compares an account with its levels. Only what was just read counts: an account that cannot be read is neither in
 * danger nor out of it. What is told is remembered in the same commit, so that a restart does not repeat it.
 */
export function createRiskWatch(options: RiskWatchOptions): Watch {
  const { brokerId, manager, clock, journal, targets } = options;
  const flag = `risk:${brokerId}`;
  const levels = levelsOf(options.levels);
  const hasMarks = levels['day-drawdown'] !== undefined || levels.drawdown !== undefined;
  const transfers = createTransferBook(options);
  let state: RiskState | null = null;
  let storedMarks = NO_MARKS;

  /** `null`: not now. An account without positions has nothing that moves: what is known of it will do. */
  async function read(view: AccountView): Promise<{ account: Account; readings: readonly RiskReading[] } | null> {
    const isFlat = view.positions.every(({ quantity }) => quantity.isZero());
    if (isFlat) return view.account === null ? null : { account: view.account, readings: [] };
    const [money, held] = await Promise.all([readAccount(options, view), readPositions(options, view)]);
    if (money.value === null || money.heardAgoMs !== null || held.heardAgoMs !== null) return null;
    const reports = held.value.map((position) => reportPosition(view, position, null));
    return { account: money.value, readings: positionReadings(reports, money.value.quoteAsset) };
  }

  function rowsOf(view: AccountView, type: 'risk.warning' | 'risk.eased', reading: RiskReading) {
    const { kind, symbol, direction, percent, now, edge, asset, key } = reading;
    const level = levels[kind];
    if (level === undefined) return [];
    const account = { brokerId, environment: view.environment };
    const amounts = {
      percent: formatDecimal(percent),
      level: formatDecimal(level),
      now: formatDecimal(now),
      edge: formatDecimal(edge),
    };
    const message = { type, account, about: kind, symbol, direction, asset, ...amounts } as const;
    return watchRows(message, { eventId: `${type}:${brokerId}:${key}:${clock.now()}`, targets, now: clock.now() });
  }

  function toLook(view: AccountView, before: RiskState, marks: EquityMarks, judged: Judgement): Look {
    const { crossed, eased, warned } = judged;
    const next = { warned, marks };
    const isSame = warned.size === before.warned.size && [...warned].every((key) => before.warned.has(key));
    const isKept = !isSame || (hasMarks && isWorthKeeping(storedMarks, marks));
    const put: JournalChange = { type: 'flag-put', name: flag, value: writeState(next) };
    return {
      changes: [
        ...crossed.flatMap((it) => rowsOf(view, 'risk.warning', it)),
        ...eased.flatMap((it) => rowsOf(view, 'risk.eased', it)),
        ...(isKept ? [put] : []),
      ],
      onStored() {
        state = next;
        if (isKept) storedMarks = marks;
      },
    };
  }

  return {
    name: flag,
    everyMs: options.everyMs,
    async look() {
      if (state === null) {
        state = readState((await journal.readFlags())[flag]);
        storedMarks = state.marks;
      }
      const before = state;
      const view = manager.view(brokerId);
      const seen = view.isReady ? await read(view) : null;
      if (seen === null) return null;
      const { account, readings } = seen;
      const judge = (marks: EquityMarks) =>
        judgeRisk(
          [...readings, ...accountReadings(account, marks)],
          levels,
          options.levels.hysteresisPercent,
          before.warned,
        );
      if (!hasMarks) return toLook(view, before, NO_MARKS, judge(NO_MARKS));
      const now = clock.now();
      const rough = nextMarks(before.marks, account.equity, now);
      // what was paid in is no peak
      const marks = { day: rough.day, peak: before.marks.peak };
      const judged = judge(rough);
      const doubt = transfers.doubt(account);
      const isTold = [...judged.crossed, ...judged.eased].some(({ kind }) => isDrawdown(kind));
      const from = isTold ? 0 : doubt.askFrom;
      // before the first look nothing was paid that counts
      const isFirst = before.marks.peak === null;
      const isAsked = !isFirst && from !== null;
      const corrected = isAsked ? await transfers.correct(view, marks, account, from) : isFirst ? marks : null;
      if (corrected === null) {
        const kept = doubt.isOpen ? marks : rough;
        return toLook(view, before, kept, isTold ? withoutDrawdowns(judged, before.warned) : judged);
      }
      const next = nextMarks(corrected, account.equity, now);
      const look = toLook(view, before, next, judge(next));
      return {
        ...look,
        onStored() {
          look.onStored?.();
          transfers.note(account);
        },
      };
    },
  };
}
