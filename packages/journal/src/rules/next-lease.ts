import type { LeaseGuard, LeaseRequest, LeaseRow } from '../port/lease-row.ts';

/** The row after the request; the row itself where the request is refused. */
export function nextLease(row: LeaseRow | undefined, request: LeaseRequest, now: number): LeaseRow | undefined {
  const { name, owner, ttlMs } = request;
  const isRunning = row !== undefined && row.expiresAt > now;
  if (row !== undefined && isRunning && row.owner !== owner) return row;
  if (ttlMs === 0) return row !== undefined && isRunning ? { ...row, expiresAt: now } : row;
  const fence = row === undefined ? 1 : row.fence + (isRunning ? 0 : 1);
  return { name, owner, fence, expiresAt: now + ttlMs };
}

/** Whether the lease is as the guard demands it. */
export function isGuardMet(row: LeaseRow | undefined, { owner, fence, validForMs }: LeaseGuard, now: number): boolean {
  return row !== undefined && row.owner === owner && row.fence === fence && row.expiresAt > now + validForMs;
}
