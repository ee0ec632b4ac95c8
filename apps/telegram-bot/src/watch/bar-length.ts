const MINUTE_MS = 60_000;
const UNITS: Readonly<Record<string, number>> = {
  S: 1_000,
  '': MINUTE_MS,
  H: 60 * MINUTE_MS,
  D: 1_440 * MINUTE_MS,
  W: 10_080 * MINUTE_MS,
  // the longest there is
  M: 31 * 1_440 * MINUTE_MS,
};

/** How long a bar of TradingView's `{{interval}}` is (`5`, `60`, `1D`, `W`, `30S`), ms; `null` for what is none. */
export function barLengthMs(interval: string): number | null {
  const [, count = '', unit = ''] = /^(\d{0,4})([SHDWM]?)$/.exec(interval.trim().toUpperCase()) ?? [];
  if (count === '' && unit === '') return null;
  const length = UNITS[unit];
  const bars = count === '' ? 1 : Number.parseInt(count, 10);
  return length === undefined || bars === 0 ? null : bars * length;
}

/** The interval that an alert's body says of its chart; `null`: it says none. */
export function intervalIn(body: string): string | null {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null) return null;
    const said: unknown = Object.entries(value).find(([key]) => key.toLowerCase() === 'interval')?.[1];
    return typeof said === 'string' || typeof said === 'number' ? `${said}` : null;
  } catch {
    return null;
  }
}
