import type { Clock } from '@perpdesk/broker-core';
import type { Failure } from './transport-error.ts';
import type { WsAnswer } from './ws-answer.ts';

export type WsResult = { readonly answer: WsAnswer } | { readonly answer: null; readonly failure: Failure };

export interface WsRequest {
  readonly id: string;
  readonly text: string;
  readonly timeoutMs: number;
  readonly abortSignal: AbortSignal | undefined;
}

/** Requests that were handed to the socket and have no answer yet. */
export interface PendingCalls {
  readonly size: number;
  /** Hands it over and waits. */
  send(request: WsRequest): Promise<WsResult>;
  /** `false`: nobody waits for it (any more). */
  settle(answer: WsAnswer): boolean;
  /** The socket is lost: none of them will be answered. */
  failAll(detail: string): void;
}

export function createPendingCalls(clock: Clock, handOver: (text: string) => boolean): PendingCalls {
  const waiting = new Map<string, (result: WsResult) => void>();
  return {
    get size() {
      return waiting.size;
    },
    send({ id, text, timeoutMs, abortSignal }) {
      return new Promise((resolve) => {
        if (abortSignal?.aborted === true) return resolve(failed('aborted', 'the caller stopped waiting', false));
        if (!handOver(text)) return resolve(failed('network', 'the socket is down', false));
        const finish = (result: WsResult) => {
          if (!waiting.delete(id)) return;
          cancelTimer();
          abortSignal?.removeEventListener('abort', onAbort);
          resolve(result);
        };
        const onAbort = () => finish(failed('aborted', 'the caller stopped waiting', true));
        const onTimeout = () => finish(failed('timeout', `none within ${timeoutMs} ms`, true));
        const cancelTimer = clock.schedule(timeoutMs, onTimeout);
        abortSignal?.addEventListener('abort', onAbort, { once: true });
        waiting.set(id, finish);
      });
    },
    settle(answer) {
      const finish = answer.id === null ? undefined : waiting.get(answer.id);
      finish?.({ answer });
      return finish !== undefined;
    },
    failAll(detail) {
      for (const finish of waiting.values()) finish(failed('network', detail, true));
    },
  };
}

function failed(reason: Failure['reason'], detail: string, mayHaveLeft: boolean): WsResult {
  return { answer: null, failure: { reason, detail, mayHaveLeft } };
}
