import type { FastifyRequest } from 'fastify';
import type { DoorRefusal } from '../engine.ts';
import { DOOR_REFUSALS } from './door-answer.ts';
import type { AlertServerOptions } from './server-options.ts';

type Noted = Pick<DoorRefusal, 'routeId' | 'code' | 'detail'> & Partial<Pick<DoorRefusal, 'body'>>;

const NOTHING: Uint8Array = new Uint8Array();

/** Hands on what the door refuses; nobody waits for it. */
export function createRefusalNotes({ engine, clock }: AlertServerOptions): (noted: Noted) => void {
  return (noted) => void engine.noteRefusal?.({ body: NOTHING, ...noted, receivedAt: clock.now() });
}

export function foreignDetail(address: string): string {
  return `It came from ${address}, which is none of the route’s allowFrom.`;
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
  const size = told === undefined ? `more than ${bodyLimit}` : told;
  return { detail: `The alert has ${size} bytes; ${bodyLimit} are taken.`, body };
}

/** This machine is no stranger to itself; behind a proxy that is not named it is everybody. */
export function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}
