import type { Answer, WsApiCall } from './call.ts';

/** Requests over one kept-up socket. */
export interface WsApi {
  /** Whether a call would be sent now; the caller chooses REST beforehand where it would not. */
  readonly isReady: boolean;
  /** Connects and stays connected. */
  start(): void;
  /** As the REST client's. A socket lost with the request pending: `network`, outcome unknown. */
  call(call: WsApiCall): Promise<Answer>;
  close(): Promise<void>;
}
