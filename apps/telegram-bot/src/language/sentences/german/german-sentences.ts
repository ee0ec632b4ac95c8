import type { SentenceTexts } from '../sentence-texts.ts';
import { alert } from './alert.ts';
import { body } from './body.ts';
import { check } from './check.ts';
import { desk } from './desk.ts';
import { order } from './order.ts';
import { plan } from './plan.ts';
import { position } from './position.ts';
import { route } from './route.ts';

export const GERMAN_SENTENCES: SentenceTexts = {
  ...alert,
  ...body,
  ...route,
  ...plan,
  ...order,
  ...position,
  ...desk,
  ...check,
};
