import { decimal } from '@perpdesk/broker-core';
import type { CallbackRates } from './binance-broker.ts';

export const CALLBACK_RATES: CallbackRates = { least: decimal('0.1'), most: decimal('20'), step: decimal('0.1') };
