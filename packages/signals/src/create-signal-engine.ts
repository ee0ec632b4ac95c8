import type { SignalEngineOptions } from './engine-options.ts';
import type { SignalEngine } from './engine.ts';
import { createEngineCore } from './engine-core.ts';

/** Creates the engine; it takes work once `start()` was called. */
export function createSignalEngine(options: SignalEngineOptions): SignalEngine {
  return createEngineCore(options).engine;
}
