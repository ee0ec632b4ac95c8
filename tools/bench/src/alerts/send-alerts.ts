import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { alertBody } from './alert-body.ts';
import { symbolOf } from './bench-market.ts';
import { monotonicMs } from './monotonic-ms.ts';

export interface SentAlert {
  readonly symbol: string;
  /** Of the clock that all processes share. */
  readonly sentAtMs: number;
  readonly answeredAtMs: number;
  readonly status: number;
}

export interface AlertLoad {
  readonly count: number;
  /** `null`: all at once. */
  readonly perSecond: number | null;
  readonly symbols: number;
}

/** Sends a strategy's alerts in turn over the symbols; each keeps count of its own steps from call to call. */
export class AlertSender {
  readonly #pool: Pool;
  readonly #path: string;
  readonly #steps = new Map<number, number>();

  constructor(alertUrl: string, connections: number) {
    const { origin, pathname } = new URL(alertUrl);
    this.#pool = new Pool(origin, { connections });
    this.#path = pathname;
  }

  /** By the clock, not by the answers: a slow handler gets no mercy. Resolves when all are answered. */
  async send({ count, perSecond, symbols }: AlertLoad): Promise<readonly SentAlert[]> {
    const startedAt = monotonicMs();
    const sent: Promise<SentAlert>[] = [];
    for (let index = 0; index < count; index += 1) {
      if (perSecond !== null) {
        const waitMs = startedAt + (index * 1_000) / perSecond - monotonicMs();
        if (waitMs > 0) await sleep(waitMs);
      }
      sent.push(this.#post(index % symbols));
    }
    return Promise.all(sent);
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  async #post(symbolIndex: number): Promise<SentAlert> {
    const step = this.#steps.get(symbolIndex) ?? 0;
    this.#steps.set(symbolIndex, step + 1);
    const body = alertBody({ symbolIndex, step, firedAt: Date.now() });
    const sentAtMs = monotonicMs();
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    const answer = await this.#pool.request({ method: 'POST', path: this.#path, body, headers });
    const answeredAtMs = monotonicMs();
    await answer.body.dump();
    return { symbol: symbolOf(symbolIndex), sentAtMs, answeredAtMs, status: answer.statusCode };
  }
}
