import { expect, test } from '@jest/globals';
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
  "STANDARD_FEES",
  "STANDARD_INSTRUMENTS",
  "STANDARD_PRICES",
  "checkValidity",
  "createRules",
  "createState",
  "deserializeState",
  "nextExpiryAt",
  "openOrderOf",
  "positionOf",
  "priceOf",
  "refuse",
  "serializeState",
  "settingsOf",
  "step",
  "viewAccount",
  "viewBalance",
  "viewPosition",
  "viewPositions",
]
`);
});
