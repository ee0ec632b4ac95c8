import { createBrokerManager } from '@perpdesk/broker-manager';
import { createManualPriceFeed, createMemoryPaperStore, createPaperBroker } from '@perpdesk/broker-paper';
import { createSignalProcessor } from '@perpdesk/signals';

// what a user's script does: nothing but this keeps its process alive
const manager = createBrokerManager();
const broker = createPaperBroker({ id: 'paper', store: createMemoryPaperStore(), feed: createManualPriceFeed() });
manager.add(broker, { tradedSymbols: ['BTCUSDT'] });
await manager.connectAll();
const processor = createSignalProcessor({ manager });
const result = await processor.process({
  symbol: 'BTCUSDT',
  exchange: 'BINANCE',
  action: 'buy',
  price: '60000',
  marketPosition: 'long',
  marketPositionSize: '0.02',
  prevMarketPosition: 'flat',
  prevMarketPositionSize: '0',
});
process.stdout.write(JSON.stringify(result));
await processor.close();
await manager.close();
