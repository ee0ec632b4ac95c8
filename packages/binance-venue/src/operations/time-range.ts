import { VenueRefusal } from '../venue-refusal.ts';
import { optionalWhole, type Params } from './params.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Unix ms, both ends inside. */
export interface TimeRange {
  readonly startTime: number;
  readonly endTime: number;
}

/** `startTime` and `endTime`, at most `days` apart; what is left out follows from the other, or from now. @throws {VenueRefusal} */
export function readTimeRange(params: Params, now: number, days: number): TimeRange {
  const lengthMs = days * DAY_MS;
  const start = optionalWhole(params, 'startTime');
  const end = optionalWhole(params, 'endTime');
  if (start === undefined) {
    const endTime = end ?? now;
    return { startTime: endTime - lengthMs, endTime };
  }
  const endTime = end ?? start + lengthMs;
  if (endTime - start > lengthMs) throw new VenueRefusal(-4165, `Maximum time interval is ${days} days`);
  if (endTime < start) throw new VenueRefusal(-4165, 'Invalid time interval');
  return { startTime: start, endTime };
}

export function isWithin(time: number, { startTime, endTime }: TimeRange): boolean {
  return time >= startTime && time <= endTime;
}

/** Rows to answer: at most `most`. */
export function readLimit(params: Params, normal: number, most: number): number {
  const limit = optionalWhole(params, 'limit') ?? normal;
  return Math.min(Math.max(limit, 1), most);
}

/** Whether an id, as decimal text of any length, is `fromId` or later. @throws {VenueRefusal} */
export function isFrom(id: string, fromId: string): boolean {
  if (!/^\d{1,19}$/.test(fromId)) throw new VenueRefusal(-1130, 'Data sent for the id to begin with is not valid.');
  return BigInt(id) >= BigInt(fromId);
}
