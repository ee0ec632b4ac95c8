import type { AlertAnswer } from '../engine.ts';

/** Counted since the server was made. */
export interface AlertServerStats {
  /** Requests whose token fits no route. */
  readonly unknownTokens: number;
  readonly answers: Readonly<Record<AlertAnswer['result'], number>>;
}

export interface StatsCounter {
  countUnknownToken(): void;
  countAnswer(result: AlertAnswer['result']): void;
  read(): AlertServerStats;
}

export function createStatsCounter(): StatsCounter {
  let unknownTokens = 0;
  const answers = { accepted: 0, duplicate: 0, refused: 0, unavailable: 0 };
  return {
    countUnknownToken() {
      unknownTokens += 1;
    },
    countAnswer(result) {
      answers[result] += 1;
    },
    read: () => ({ unknownTokens, answers: { ...answers } }),
  };
}
