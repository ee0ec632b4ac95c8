import type {
  AskAnswer,
  AskQuote,
  AskResult,
  AskSizes,
  EngineStatus,
  OpenAsk,
  PanicReport,
  PanicRequest,
  RouteState,
  SignalEngine,
  TradeCommand,
  TradeResult,
} from '@perpdesk/signals';

export interface FakeEngine extends SignalEngine {
  /** One for each id, as the real engine stores it. */
  readonly trades: readonly TradeCommand[];
  readonly panics: readonly PanicRequest[];
  readonly answers: readonly AskAnswer[];
  decide: (answer: AskAnswer) => Promise<AskResult>;
  /** What `asks()` says. */
  openAsks: readonly OpenAsk[];
  quote: (sizes: AskSizes) => AskQuote;
  readonly controls: readonly string[];
  answer: (command: TradeCommand) => TradeResult | Promise<TradeResult>;
  report: PanicReport;
  set(status: Partial<EngineStatus>): void;
  /** What `routes()` says. */
  routeStates: readonly RouteState[];
}

/** An engine that only writes down what it is told. */
export function createFakeEngine(): FakeEngine {
  const byId = new Map<string, TradeCommand>();
  const panics: PanicRequest[] = [];
  const controls: string[] = [];
  const answers: AskAnswer[] = [];
  let status: EngineStatus = {
    paused: false,
    pausedBy: [],
    panicBlocked: false,
    unwritable: null,
    halted: [],
    isStopping: false,
    unknown: 0,
    needsOperator: 0,
    held: 0,
    signalsToday: 0,
  };
  const engine: FakeEngine = {
    get trades() {
      return [...byId.values()];
    },
    panics,
    answers,
    controls,
    answer: (command) => ({ ok: true, signalId: `s-${command.symbol}`, repeat: byId.has(command.id) }),
    report: { flat: true, closed: [], left: [] },
    set(patch) {
      status = { ...status, ...patch };
    },
    start: async () => {},
    stop: async () => {},
    acceptAlert: async () => ({ status: 200, signalId: null, result: 'accepted', code: null, detail: null }),
    async trade(command) {
      const result = await engine.answer(command);
      if (result.ok && !byId.has(command.id)) byId.set(command.id, command);
      return result;
    },
    async decide(answer) {
      answers.push(answer);
      const decision = answer.decision === 'place' ? 'placed' : 'skipped';
      return { ok: true, decision, brokerIds: ['main'], refused: [] };
    },
    asks: () => engine.openAsks,
    openAsks: [],
    quoteAsk: async (sizes) => engine.quote(sizes),
    quote: () => ({ ok: false, code: 'unknown', detail: 'No card of this alert waits.' }),
    noteRefusal: async () => {},
    noteSender: async () => {},
    async panic(request) {
      panics.push(request);
      return engine.report;
    },
    async pause(actor) {
      controls.push(`pause ${actor}`);
    },
    async resume(actor) {
      controls.push(`resume ${actor}`);
    },
    status: () => status,
    routeStates: [],
    routes: () => engine.routeStates,
    addRoute: ({ id }) => void controls.push(`add route ${id}`),
    async switchRoute({ routeId, execute, actor }) {
      const state = engine.routeStates.find(({ id }) => id === routeId);
      if (state === undefined) return { ok: false, code: 'unknown', detail: 'There is no route of that name.' };
      controls.push(`route ${routeId} ${execute} ${actor}`);
      const switched = execute === state.configured ? null : { actor, at: 0 };
      const next = { ...state, execute, switched };
      engine.routeStates = engine.routeStates.map((it) => (it === state ? next : it));
      return { ok: true, state: next };
    },
    idle: async () => {},
  };
  return engine;
}
