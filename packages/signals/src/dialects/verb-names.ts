import { FIELD_NAMES } from '../parse/field-names.ts';

/** What an alert says what to do under, in the modes without positions. */
export const VERB_NAMES = {
  names: FIELD_NAMES.action.names,
  fallbacks: ['direction', 'command', ...FIELD_NAMES.action.fallbacks],
} as const;
