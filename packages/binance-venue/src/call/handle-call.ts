import { sleep } from '@perpdesk/broker-core';
import type { Usage } from '../exchange/call-limits.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { VenueAccount } from '../exchange/venue-account.ts';
import type { CallFault } from '../faults/fault-rule.ts';
import { toJson } from '../to-json.ts';
import { VenueRefusal } from '../venue-refusal.ts';
import { admit } from './admit.ts';
import type { CallEnd } from './call-end.ts';
import { clientOrderIdOf } from './client-order-id-of.ts';
import { refusalEnd } from './refusal-end.ts';
import { checkMatching } from './timing.ts';
import type { VenueCall } from './venue-call.ts';

/**
 * One call from its arrival to its answer, for REST and WS-API alike: key and signature, time, limits, faults before,
 * the operation, faults after. Never rejects.
 */
export async function handleCall(exchange: Exchange, call: VenueCall): Promise<CallEnd> {
  const { transport, method, path } = call;
  const caller = call.session ?? (call.apiKey === null ? null : exchange.accountByKey(call.apiKey));
  const clientOrderId = clientOrderIdOf(call.params);
  const fault = exchange.faults.takeForCall({ transport, method, path, account: caller?.name ?? '', clientOrderId });
  if (fault?.kind === 'hold') await sleep(exchange.clock, fault.ms);
  try {
    return await carryOut(exchange, call, fault);
  } catch (error) {
    if (error instanceof VenueRefusal) return refusalEnd(error, exchange.limits.usage(caller));
    exchange.logger.error('the venue failed at a call', { path, error });
    const message = 'An unknown error occured while processing the request.';
    return refusalEnd({ status: 500, code: -1000, message }, null);
  }
}

async function carryOut(exchange: Exchange, call: VenueCall, fault: CallFault | null): Promise<CallEnd> {
  const admission = admit(exchange, call);
  if (!admission.isAdmitted) return admission.end;
  const { account, window, usage } = admission;
  if (fault?.kind === 'drop-before') return { kind: 'drop' };
  if (fault?.kind === 'hang-before') return { kind: 'hang' };
  if (fault?.kind === 'answer' && !fault.isExecuted) return faultEnd(fault);
  if (call.operation.isMatched === true && exchange.latencyMs > 0) {
    await sleep(exchange.clock, exchange.latencyMs);
    if (window !== null) checkMatching(window, exchange.clock.now());
  }
  const end = answer(exchange, account, call, usage);
  if (fault === null) return end;
  switch (fault.kind) {
    case 'drop-after':
      return { kind: 'drop' };
    case 'hang-after':
      return { kind: 'hang' };
    case 'answer':
      return faultEnd(fault);
    case 'delay':
      await sleep(exchange.clock, fault.ms);
      return end;
    default:
      return end;
  }
}

function answer(exchange: Exchange, account: VenueAccount | null, call: VenueCall, usage: Usage): CallEnd {
  try {
    return { kind: 'answer', status: 200, body: toJson(run(exchange, account, call)), headers: {}, usage };
  } catch (error) {
    if (error instanceof VenueRefusal) return refusalEnd(error, usage);
    throw error;
  }
}

function run(exchange: Exchange, account: VenueAccount | null, { operation, params }: VenueCall): unknown {
  if (operation.security === 'none') return operation.run(exchange, params);
  if (account === null) throw new VenueRefusal(-2014, 'API-key format invalid.', 401);
  return operation.run(exchange, account, params);
}

function faultEnd(fault: Extract<CallFault, { readonly kind: 'answer' }>): CallEnd {
  const { status, code = -1000, msg = 'An unknown error occured while processing the request.', headers = {} } = fault;
  return { kind: 'answer', status, body: fault.body ?? toJson({ code, msg }), headers, usage: null };
}
