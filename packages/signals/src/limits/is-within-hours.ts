import type { TradingHours } from '../route.ts';

/** Whether the time (Unix ms) is within the hours of its day, in their time zone. Equal ends: the whole day. */
export function isWithinHours({ from, to, timeZone }: TradingHours, at: number): boolean {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const now = clock.format(at);
  if (from === to) return true;
  return from < to ? now >= from && now < to : now >= from || now < to;
}
