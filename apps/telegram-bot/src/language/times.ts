import { inLanguages } from './in-languages.ts';
import type { Language } from './language.ts';

/** Moments in a reader's time zone, which is always named; spans of time. Moments are Unix ms, spans are ms. */
export interface Times {
  /** `07:00:03 UTC`, `08:00:03 CET`. */
  time(at: number): string;
  /** `26 Nov, 07:00:03 UTC`. */
  dayTime(at: number): string;
  /** `26 Nov 2026`. */
  date(at: number): string;
  /** `26 Nov 2026, 07:00 UTC`. */
  moment(at: number): string;
  /** `14:05`: for axes, whose zone is said once. */
  clock(at: number): string;
  /** `26 Nov`. */
  day(at: number): string;
  /** `CET`, `UTC`: as it is called at that time. */
  zone(at: number): string;
  /** What calendar and clock show there. */
  wall(at: number): WallTime;
  /** `3 d 4 h`, `2 min`, `4 s`, `120 ms`: at most two units. */
  span(ms: number): string;
}

export interface WallTime {
  /** Days since 1 January 1970. */
  readonly day: number;
  /** Since midnight. */
  readonly minutes: number;
}

/** English as it is written where the day comes first and the clock has 24 hours: it also knows Europe's zones by name. */
const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };

const unitTexts = inLanguages({
  en: { day: 'd', hour: 'h', minute: 'min', second: 's', millisecond: 'ms' },
  de: { day: 'T', hour: 'h', minute: 'min', second: 's', millisecond: 'ms' },
});

const DAY_MS = 86_400_000;

/** The zone by its IANA name; `null` for a name that is none. */
export function toTimeZone(name: string): string | null {
  // offsets such as +02:00 know no summer time
  if (!/^[A-Za-z]/.test(name)) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** `timeZone` is an IANA name. */
export function createTimes(language: Language, timeZone: string): Times {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(LOCALES[language], { ...options, timeZone, hourCycle: 'h23' });
    return (at: number) => formatter.format(at);
  };
  const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  const clock = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;
  const time = format({ ...clock, second: '2-digit' });
  const dayTime = format({ day: 'numeric', month: 'short', ...clock, second: '2-digit' });
  const date = format(day);
  const moment = format({ ...day, ...clock });
  const hours = format({ hour: '2-digit', minute: '2-digit' });
  const short = format({ day: 'numeric', month: 'short' });
  const zoned = new Intl.DateTimeFormat(LOCALES[language], { hour: '2-digit', timeZoneName: 'short', timeZone });
  const numeric = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const unit = unitTexts[language];
  const units = [
    [unit.day, DAY_MS],
    [unit.hour, 3_600_000],
    [unit.minute, 60_000],
    [unit.second, 1000],
  ] as const;
  return {
    time,
    dayTime,
    date,
    moment,
    clock: hours,
    day: short,
    zone: (at) => zoned.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone,
    wall(at) {
      const parts = new Map(numeric.formatToParts(at).map(({ type, value }) => [type, Number.parseInt(value, 10)]));
      const [year = 0, month = 1, day = 1] = [parts.get('year'), parts.get('month'), parts.get('day')];
      const [hour = 0, minute = 0] = [parts.get('hour'), parts.get('minute')];
      return { day: Date.UTC(year, month - 1, day) / DAY_MS, minutes: hour * 60 + minute };
    },
    span(ms) {
      if (ms < 1000) return `${Math.max(0, Math.round(ms))} ${unit.millisecond}`;
      const parts: string[] = [];
      let left = ms;
      for (const [name, size] of units) {
        const count = Math.floor(left / size);
        left -= count * size;
        if (count > 0) parts.push(`${count} ${name}`);
        else if (parts.length > 0) break;
        if (parts.length === 2) break;
      }
      return parts.join(' ');
    },
  };
}
