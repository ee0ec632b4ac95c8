import { BrokerError } from '../../broker-error.ts';
import type { BrokerErrorCode } from '../../broker-error-codes.ts';
import { assertThat } from './assertions.ts';
import type { Bench } from './bench.ts';

/** A call of the broker. */
export type Call = () => Promise<unknown>;

/** Calls that must fail. All throw an AssertionError where they do not, or fail otherwise. */
export interface CaseFailures {
  /** With one of these codes, whatever its outcome. */
  failed(call: Call, ...codes: readonly BrokerErrorCode[]): Promise<BrokerError>;
  /** With one of these codes, and with proof that nothing was executed. */
  refused(call: Call, ...codes: readonly BrokerErrorCode[]): Promise<BrokerError>;
  /** With one of these codes, before anything was sent: outcome `not-sent`. */
  unsent(call: Call, ...codes: readonly BrokerErrorCode[]): Promise<BrokerError>;
  /** With one of these codes, and with outcome `unknown`. */
  unknown(call: Call, ...codes: readonly BrokerErrorCode[]): Promise<BrokerError>;
}

export function createFailures({ secrets = [] }: Pick<Bench, 'secrets'>): CaseFailures {
  const failure = async (call: Call, codes: readonly BrokerErrorCode[]) => {
    const error = await errorOf(call);
    assertThat(BrokerError.is(error), `It failed with what is no BrokerError: ${String(error)}.`);
    const told = `${error.code}, ${error.outcome}: ${error.message}`;
    assertThat(codes.includes(error.code), `The error is ${told} Expected: ${codes.join(' or ')}.`);
    assertThat(error.message.length > 0 && error.operation.length > 0, `The error says too little: ${told}`);
    const everything = textOf(error);
    assertThat(!secrets.some((secret) => everything.includes(secret)), `A ${error.code} error carries a secret.`);
    return { error, told };
  };
  return {
    async failed(call, ...codes) {
      const { error } = await failure(call, codes);
      return error;
    },
    async refused(call, ...codes) {
      const { error, told } = await failure(call, codes);
      assertThat(error.outcome !== 'unknown', `The outcome is not known though nothing was executed: ${told}`);
      return error;
    },
    async unsent(call, ...codes) {
      const { error, told } = await failure(call, codes);
      assertThat(error.outcome === 'not-sent', `It was to be refused before it is sent: ${told}`);
      return error;
    },
    async unknown(call, ...codes) {
      const { error, told } = await failure(call, codes);
      assertThat(error.outcome === 'unknown', `The outcome is claimed to be known: ${told}`);
      return error;
    },
  };
}

async function errorOf(call: Call): Promise<unknown> {
  let value: unknown;
  try {
    value = await call();
  } catch (error) {
    return error;
  }
  return assertThat(false, `It resolved, with ${JSON.stringify(value)}.`);
}

/** All that a log could print of it, causes included. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error) ?? String(error);
  const own = JSON.stringify(error, Object.getOwnPropertyNames(error)) ?? '';
  return `${own}${String(error.stack)}${error.cause === undefined ? '' : textOf(error.cause)}`;
}
