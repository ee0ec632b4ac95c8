/** A day of the calendar, `2026-11-26`. */
export type Day = string;

const DAY_MS = 86_400_000;

/** The clock of a place: what its calendar says at an instant, as if that were UTC. */
function wallClock(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number.parseInt(value, 10)]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  };
}

function dayOfUtc(at: number): Day {
  return new Date(at).toISOString().slice(0, 10);
}

/** Days and hours of one place. */
export interface Calendar {
  dayAt(at: number): Day;
  /** Unix ms of `HH:MM` that day; where the clock jumps over it, the instant of the jump or right behind it. */
  instantOf(day: Day, time: string): number;
}

/** `timeZone` is an IANA name. */
export function createCalendar(timeZone: string): Calendar {
  const wall = wallClock(timeZone);
  return {
    dayAt: (at) => dayOfUtc(wall(at)),
    instantOf(day, time) {
      const wanted = Date.parse(`${day}T${time}:00Z`);
      // the zone's offset there is found by going where it would be with the offset of here
      const guess = wanted - (wall(wanted) - wanted);
      return wanted - (wall(guess) - guess);
    },
  };
}

export function addDays(day: Day, days: number): Day {
  return dayOfUtc(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS);
}

export function isMonday(day: Day): boolean {
  return new Date(`${day}T00:00:00Z`).getUTCDay() === 1;
}
