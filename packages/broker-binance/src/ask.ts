import type { CallOptions } from '@perpdesk/broker-core';
import type { z } from 'zod';
import { hearRefusal } from './hear-refusal.ts';
import type { RestCall } from './http/call.ts';
import { parseAnswer } from './parse-answer.ts';
import type { Session } from './session.ts';

/** One read: where it asks, what it costs, how the answer looks. */
export interface Question<T> extends Pick<RestCall, 'operation' | 'path' | 'params' | 'weight' | 'priority'> {
  readonly schema: z.ZodType<T>;
  /** Default signed. */
  readonly security?: RestCall['security'];
}

/** @throws {BrokerError} as the transport does; `venue-error` where the answer cannot be read. */
export async function ask<T>(session: Session, question: Question<T>, options: CallOptions = {}): Promise<T> {
  const { schema, security = 'signed', ...call } = question;
  const { abortSignal } = options;
  const signal = abortSignal ? { abortSignal } : {};
  try {
    const { body } = await session.rest.call({ ...call, method: 'GET', security, ...signal });
    return parseAnswer(schema, body, call);
  } catch (error) {
    hearRefusal(session, error);
    throw error;
  }
}
