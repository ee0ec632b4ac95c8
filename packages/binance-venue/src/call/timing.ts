import type { Params } from '../operations/params.ts';
import { VenueRefusal } from '../venue-refusal.ts';

/** When a signed request may be carried out, in the exchange's time. */
export interface CallWindow {
  /** Unix ms. */
  readonly timestamp: number;
  readonly recvWindowMs: number;
}

const DEFAULT_WINDOW_MS = 5_000;
const LONGEST_WINDOW_MS = 60_000;
const AHEAD_MS = 1_000;
const WHOLE = /^\d{1,15}$/;

/** @throws {VenueRefusal} */
export function readWindow(params: Params): CallWindow {
  const timestamp = params.get('timestamp') ?? '';
  if (!WHOLE.test(timestamp)) {
    throw new VenueRefusal(-1102, "Mandatory parameter 'timestamp' was not sent, was empty/null, or malformed.");
  }
  const recvWindow = params.get('recvWindow');
  if (recvWindow === undefined || recvWindow === '') {
    return { timestamp: Number.parseInt(timestamp, 10), recvWindowMs: DEFAULT_WINDOW_MS };
  }
  if (!WHOLE.test(recvWindow)) {
    throw new VenueRefusal(-1102, "Mandatory parameter 'recvWindow' was not sent, was empty/null, or malformed.");
  }
  const recvWindowMs = Number.parseInt(recvWindow, 10);
  if (recvWindowMs > LONGEST_WINDOW_MS) throw new VenueRefusal(-1131, 'recvWindow must be less than 60000');
  return { timestamp: Number.parseInt(timestamp, 10), recvWindowMs };
}

/** On arrival: not more than a second ahead, not older than the window. @throws {VenueRefusal} */
export function checkArrival({ timestamp, recvWindowMs }: CallWindow, now: number): void {
  if (timestamp >= now + AHEAD_MS) {
    throw new VenueRefusal(-1021, "Timestamp for this request was 1000ms ahead of the server's time.");
  }
  if (now - timestamp > recvWindowMs) {
    throw new VenueRefusal(-1021, 'Timestamp for this request is outside of the recvWindow.');
  }
}

/** At the matching engine. @throws {VenueRefusal} */
export function checkMatching({ timestamp, recvWindowMs }: CallWindow, now: number): void {
  if (now - timestamp > recvWindowMs) {
    throw new VenueRefusal(-5028, 'Timestamp for this request is outside of the ME recvWindow.');
  }
}
