import type { FastifyRequest } from 'fastify';
import type { DoorRefusal } from '../engine.ts';
import { DOOR_REFUSALS } from './door-answer.ts';
import type { AlertServerOptions } from './server-options.ts';
import { sentence } from '../sentences/sentence.ts';

type Noted = Pick<DoorRefusal, 'routeId' | 'code' | 'detail'> & Partial<Pick<DoorRefusal, 'body'>>;

const NOTHING: Uint8Array = new Uint8Array();

/** Hands on what the door refuses; nobody waits for it. */
export function createRefusalNotes({ engine, clock }: AlertServerOptions): (noted: Noted) => void {
  return (noted) => void engine.noteRefusal?.({ body: NOTHING, ...noted, receivedAt: clock.now() });
}

export function foreignDetail(address: string): string {
  return sentence('foreign-address', { address });
}

/** What is known of a body that was too large, or that broke off. */
export function describeBody(
  code: 'too-large' | 'bad-request',
  { headers }: FastifyRequest,
  bodyLimit: number,
  body = NOTHING,
): Pick<DoorRefusal, 'detail' | 'body'> {
  if (code === 'bad-request') return { detail: DOOR_REFUSALS[code].detail, body };
  const told = headers['content-length'];
  const detail =
    told === undefined
      ? sentence('more-bytes', { most: bodyLimit })
      : sentence('bytes', { bytes: told, most: bodyLimit });
  return { detail, body };
}

/** This machine is no stranger to itself; behind a proxy that is not named it is everybody. */
export function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}
