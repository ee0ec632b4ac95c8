import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { LeaseAnswer, LeaseGuard, LeaseRequest, LeaseRow } from '../port/lease-row.ts';
import type { SqlScope, SqlTraits } from './engine.ts';
import type { JournalTransaction } from './tables.ts';

type Answered = LeaseRow & { readonly at: number };

/** One statement decides, so that of two instances one has it. */
export async function lease(trx: JournalTransaction, traits: SqlTraits, request: LeaseRequest): Promise<LeaseAnswer> {
  const changed = await (request.ttlMs === 0 ? giveBack(traits, request) : take(traits, request)).execute(trx);
  const answered = changed.rows[0] ?? (await standing(traits, request.name).execute(trx)).rows[0];
  if (answered === undefined) return { isHeld: false, lease: null, at: await readTime(trx, traits) };
  const { at, ...row } = answered;
  return { isHeld: row.owner === request.owner && row.expiresAt > at, lease: row, at };
}

function take(traits: SqlTraits, { name, owner, ttlMs }: LeaseRequest): RawBuilder<Answered> {
  const now = traits.now();
  return sql<Answered>`
    insert into "leases" ("name", "owner", "fence", "expiresAt")
    values (${name}, ${owner}, 1, ${now} + ${ttlMs})
    on conflict ("name") do update set
      "fence" = case
        when "leases"."expiresAt" > ${now} then "leases"."fence"
        else "leases"."fence" + 1
      end,
      "owner" = excluded."owner",
      "expiresAt" = excluded."expiresAt"
    where "leases"."owner" = excluded."owner" or "leases"."expiresAt" <= ${now}
    returning "name", "owner", "fence", "expiresAt", ${now} as "at"`;
}

function giveBack(traits: SqlTraits, { name, owner }: LeaseRequest): RawBuilder<Answered> {
  const now = traits.now();
  return sql<Answered>`
    update "leases" set "expiresAt" = ${now}
    where "name" = ${name} and "owner" = ${owner} and "expiresAt" > ${now}
    returning "name", "owner", "fence", "expiresAt", ${now} as "at"`;
}

function standing(traits: SqlTraits, name: string): RawBuilder<Answered> {
  return sql<Answered>`
    select "name", "owner", "fence", "expiresAt", ${traits.now()} as "at" from "leases" where "name" = ${name}`;
}

async function readTime(trx: JournalTransaction, traits: SqlTraits): Promise<number> {
  const { rows } = await sql<{ readonly at: number }>`select ${traits.now()} as "at"`.execute(trx);
  return rows[0]?.at ?? 0;
}

/** Whether the lease is had as the guard demands. */
export async function isLeaseHeld({ trx, traits }: SqlScope, guard: LeaseGuard): Promise<boolean> {
  const found = await trx
    .selectFrom('leases')
    .select('fence')
    .where('name', '=', guard.name)
    .where('owner', '=', guard.owner)
    .where('fence', '=', guard.fence)
    .where(sql<SqlBool>`"expiresAt" > ${traits.now()} + ${guard.validForMs}`)
    .executeTakeFirst();
  return found !== undefined;
}
