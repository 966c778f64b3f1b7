/** How the line is. `idle`: nobody needs it. `reconnecting` has the moment of the next try. */
export type LineState =
  | { kind: 'idle' }
  | { kind: 'connecting' }
  | { kind: 'live' }
  | { kind: 'stale' }
  | { kind: 'reconnecting'; retryAt: number };

export type LineListener = {
  onOpen: () => void;
  onText: (text: string) => void;
  onState: (state: LineState) => void;
  onRoundTrip: (millis: number) => void;
};

const PING_MILLIS = 5_000;
const STALE_MILLIS = 12_000;
const DEAD_MILLIS = 25_000;
const BACKOFF_FIRST_MILLIS = 500;
const BACKOFF_MAX_MILLIS = 15_000;
const PAUSE_LEAST_MILLIS = 100;

/**
 * A socket that is kept open until its owner closes it: connects again for ever, after pauses drawn
 * from a range that doubles, so that a restarted exchange is not met by everybody in one moment.
 * Measures the round trip, and takes a line that is silent in spite of pings for stale, then dead.
 */
export class Line {
  readonly #url: string;
  readonly #listener: LineListener;
  #socket: WebSocket | null = null;
  #isClosed = false;
  #failures = 0;
  #heardAt = 0;
  #pingedAt = 0;
  #pings = 0;
  #isStale = false;
  #isResting = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #checks: ReturnType<typeof setInterval> | undefined;

  constructor(url: string, listener: LineListener) {
    this.#url = url;
    this.#listener = listener;
    globalThis.addEventListener?.('online', this.#hurry);
    globalThis.document?.addEventListener('visibilitychange', this.#wake);
    this.#connect();
  }

  send(message: unknown): void {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify(message));
    }
  }

  /** Hangs up until it is started again. */
  rest(): void {
    this.#drop();
    this.#isResting = true;
    this.#listener.onState({ kind: 'idle' });
  }

  get isResting(): boolean {
    return this.#isResting;
  }

  /** Begins anew at once, such as for another account. */
  restart(): void {
    this.#isResting = false;
    this.#drop();
    clearTimeout(this.#retry);
    this.#failures = 0;
    this.#connect();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    globalThis.removeEventListener?.('online', this.#hurry);
    globalThis.document?.removeEventListener('visibilitychange', this.#wake);
    this.#drop();
  }

  #connect(): void {
    if (this.#failures === 0) {
      this.#listener.onState({ kind: 'connecting' });
    }
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    this.#heardAt = Date.now();
    this.#checks = setInterval(() => this.#check(), PING_MILLIS);
    socket.onopen = () => {
      this.#isStale = false;
      this.#listener.onState({ kind: 'live' });
      this.#listener.onOpen();
      this.#ping();
    };
    socket.onmessage = ({ data }) => this.#hear(String(data));
    socket.onclose = () => this.#lost();
  }

  #hear(text: string): void {
    this.#failures = 0;
    this.#heardAt = Date.now();
    if (this.#isStale) {
      this.#isStale = false;
      this.#listener.onState({ kind: 'live' });
    }
    if (text === `{"op":"pong","id":"ping ${this.#pings}"}`) {
      this.#listener.onRoundTrip(performance.now() - this.#pingedAt);
    } else {
      this.#listener.onText(text);
    }
  }

  #check(): void {
    const silence = Date.now() - this.#heardAt;
    if (silence > DEAD_MILLIS) {
      this.#lost();
      return;
    }
    if (silence > STALE_MILLIS && !this.#isStale) {
      this.#isStale = true;
      this.#listener.onState({ kind: 'stale' });
    }
    this.#ping();
  }

  #ping(): void {
    this.#pings += 1;
    this.#pingedAt = performance.now();
    this.send({ op: 'ping', id: `ping ${this.#pings}` });
  }

  #lost(): void {
    this.#drop();
    if (this.#isClosed) {
      return;
    }
    const most = Math.min(BACKOFF_FIRST_MILLIS * 2 ** this.#failures, BACKOFF_MAX_MILLIS);
    const pause = Math.max(PAUSE_LEAST_MILLIS, most * Math.random());
    this.#failures += 1;
    this.#listener.onState({ kind: 'reconnecting', retryAt: Date.now() + pause });
    this.#retry = setTimeout(() => this.#connect(), pause);
  }

  /** The network is back, or somebody looks again: no reason to sit out the pause. */
  readonly #hurry = (): void => {
    if (!this.#isClosed && !this.#isResting && !this.#socket) {
      clearTimeout(this.#retry);
      this.#connect();
    }
  };

  /** Timers hardly run while a page is hidden, so what they would have found is looked for now. */
  readonly #wake = (): void => {
    if (document.hidden) {
      return;
    }
    if (this.#socket) {
      this.#check();
    } else {
      this.#hurry();
    }
  };

  #drop(): void {
    clearInterval(this.#checks);
    const socket = this.#socket;
    this.#socket = null;
    if (socket) {
      socket.onmessage = socket.onclose = null;
      // Browsers complain of a socket that is closed before it is open.
      socket.onopen = () => socket.close();
      if (socket.readyState !== WebSocket.CONNECTING) {
        socket.close();
      }
    }
  }
}
