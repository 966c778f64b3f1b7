import { type FeedMessage, readMessage } from './messages';

export type Connection = 'connecting' | 'live' | 'reconnecting';

export type FeedListener = {
  onConnection: (connection: Connection) => void;
  onMessage: (message: FeedMessage) => void;
};

const PING_MILLIS = 10_000;
const SILENCE_MILLIS = 25_000;
const BACKOFF_FIRST_MILLIS = 500;
const BACKOFF_MAX_MILLIS = 15_000;

/**
 * The socket `/api/v1/ws/update`, kept open until closed by its owner: connects again for ever with
 * growing pauses, and takes a line that stays silent in spite of pings for dead.
 */
export class FeedSocket {
  readonly #token: () => Promise<string>;
  readonly #listener: FeedListener;
  #socket: WebSocket | null = null;
  #closed = false;
  #failures = 0;
  #heardAt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #ping: ReturnType<typeof setInterval> | undefined;

  constructor(token: () => Promise<string>, listener: FeedListener) {
    this.#token = token;
    this.#listener = listener;
    this.#connect();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#drop();
  }

  async #connect(): Promise<void> {
    this.#listener.onConnection(this.#failures === 0 ? 'connecting' : 'reconnecting');
    try {
      const token = await this.#token();
      if (!this.#closed) {
        this.#open(`${socketBase()}/api/v1/ws/update?token=${encodeURIComponent(token)}`);
      }
    } catch {
      this.#lost();
    }
  }

  #open(url: string): void {
    const socket = new WebSocket(url);
    this.#socket = socket;
    this.#heardAt = Date.now();
    this.#ping = setInterval(() => this.#checkLine(socket), PING_MILLIS);
    socket.onopen = () => this.#listener.onConnection('live');
    socket.onmessage = (event) => {
      this.#failures = 0;
      this.#heardAt = Date.now();
      this.#listener.onMessage(readMessage(String(event.data)));
    };
    socket.onclose = () => this.#lost();
  }

  #checkLine(socket: WebSocket): void {
    if (Date.now() - this.#heardAt > SILENCE_MILLIS) {
      this.#lost();
    } else if (socket.readyState === WebSocket.OPEN) {
      socket.send('{"type":"ping"}');
    }
  }

  #lost(): void {
    this.#drop();
    if (this.#closed) {
      return;
    }
    const pause = Math.min(BACKOFF_FIRST_MILLIS * 2 ** this.#failures, BACKOFF_MAX_MILLIS);
    this.#failures += 1;
    this.#listener.onConnection('reconnecting');
    // Spread out, so that a restarted exchange is not met by everybody in the same moment.
    this.#retry = setTimeout(() => this.#connect(), pause * (0.5 + Math.random() / 2));
  }

  #drop(): void {
    clearInterval(this.#ping);
    const socket = this.#socket;
    this.#socket = null;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
  }
}

/** The page's own origin unless VITE_WS_BASE says otherwise. */
function socketBase(): string {
  const base = import.meta.env.VITE_WS_BASE?.replace(/\/$/, '');
  return base || location.origin.replace(/^http/, 'ws');
}
