import { expect, test } from 'vitest';
import * as engine from './engine/index.ts';
import * as paper from './index.ts';

test('the package exports these names', () => {
  expect(Object.keys(paper).toSorted()).toMatchInlineSnapshot(`
[
  "PAPER_STORE_ERROR_CODES",
  "PaperStoreError",
  "STANDARD_FEES",
  "STANDARD_INSTRUMENTS",
  "STANDARD_PRICES",
  "createManualPriceFeed",
  "createMemoryPaperStore",
  "createPaperBroker",
  "createPaperBrokerFactory",
  "createRandomWalkFeed",
  "createSqlitePaperStore",
  "readPaperSettings",
]
`);
});

test('the engine exports these names', () => {
  expect(Object.keys(engine).toSorted()).toMatchInlineSnapshot(`
[
  "ORDER_CHANGES",
  "STANDARD_FEES",
  "STANDARD_INSTRUMENTS",
  "STANDARD_PRICES",
  "balanceOf",
  "checkValidity",
  "createRules",
  "createState",
  "crossWalletOf",
  "deserializeState",
  "endangeredPositions",
  "executingOrderOf",
  "exposureOf",
  "heldNotional",
  "isConditionalType",
  "isTriggering",
  "isWaiting",
  "markOf",
  "nextExpiryAt",
  "openOrderOf",
  "positionOf",
  "priceOf",
  "refuse",
  "serializeState",
  "setAsideIn",
  "settingsOf",
  "standardBrackets",
  "step",
  "toAccountEvent",
  "trailTriggerPrice",
  "viewAccount",
  "viewBalance",
  "viewPosition",
  "viewPositions",
]
`);
});
