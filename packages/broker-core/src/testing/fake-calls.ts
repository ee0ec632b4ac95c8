import { BrokerError } from '../broker-error.ts';
import type { createFakeScript, FakeArguments, FakeMethod, FakeResult } from './fake-script.ts';

export interface FakeCall {
  readonly method: FakeMethod;
  readonly args: readonly unknown[];
}

type CallLists = { [M in FakeMethod]?: FakeArguments<M>[] };

/** Records calls and answers them: by the script first, else by `fallback`. */
export function createFakeCalls(script: Pick<ReturnType<typeof createFakeScript>, 'next'>, isConnected: () => boolean) {
  const all: FakeCall[] = [];
  const lists: CallLists = {};
  return {
    all,
    notConnected,
    of<M extends FakeMethod>(method: M): readonly FakeArguments<M>[] {
      return lists[method] ?? [];
    },
    async play<M extends FakeMethod>(
      method: M,
      args: FakeArguments<M>,
      fallback: (...args: FakeArguments<M>) => FakeResult<M>,
    ): Promise<FakeResult<M>> {
      all.push({ method, args });
      const list: CallLists[M] = lists[method] ?? [];
      list.push(args);
      lists[method] = list;
      if (method !== 'connect' && !isConnected()) throw notConnected(method);
      const answer = script.next(method);
      if (answer === 'hang') return hang(method, args);
      if (answer instanceof Error) throw answer;
      return answer === undefined ? fallback(...args) : answer(...args);
    },
  };
}

function notConnected(operation: string): BrokerError {
  return new BrokerError('not-connected', { message: 'The fake broker is not connected.', operation });
}

function hang(operation: FakeMethod, args: readonly unknown[]): Promise<never> {
  return new Promise((_resolve, reject) => {
    for (const arg of args) {
      if (typeof arg !== 'object' || arg === null || !('abortSignal' in arg)) continue;
      const { abortSignal } = arg;
      if (!(abortSignal instanceof AbortSignal)) continue;
      const abort = () => reject(new BrokerError('aborted', { message: 'Aborted while it hung.', operation }));
      if (abortSignal.aborted) abort();
      abortSignal.addEventListener('abort', abort, { once: true });
    }
  });
}
