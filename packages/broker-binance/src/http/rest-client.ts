import type { Answer, RestCall } from './call.ts';

/** The one path of all REST requests, reads and writes. */
export interface RestClient {
  /**
   * Sends once and resolves with the answer, if the exchange said yes.
   *
   * @throws {BrokerError} before bytes may have left: `not-sent`. A refusal: as errors.ts reads it. No whole answer
   * (`timeout`, `network`, `aborted`, `venue-error`): outcome unknown.
   */
  call(call: RestCall): Promise<Answer>;
  close(): Promise<void>;
}
