import type { DepthMessage } from './book';

export type Deal = {
  engine_trade_id: number;
  price: string;
  quantity: string;
  side: 'BUY' | 'SELL';
  time: string;
};

export type Position = {
  state: 'playing' | 'paused' | 'ended';
  time: number;
  sequence: number;
};

export type ReplayListener = {
  onDepth: (message: DepthMessage) => void;
  /** Oldest first. */
  onDeals: (deals: readonly Deal[]) => void;
  onStatus: (status: string) => void;
  onPosition: (position: Position) => void;
  /** It plays no more: the line is cut or the exchange refused. */
  onProblem: (text: string) => void;
};

type Told = Record<string, unknown> & { replay?: number; id?: number; type?: string };

/**
 * Plays a market's past over a socket of its own, one replay at a time. What comes of an earlier
 * replay is not told any more once a new one is asked for. The socket opens with the first.
 */
export class ReplayLine {
  readonly #url: string;
  readonly #listener: ReplayListener;
  #socket: WebSocket | null = null;
  #lastId = 0;
  /** The id of the replay asked for, and its number once it is answered. */
  #asked = 0;
  #replay: number | null = null;

  constructor(url: string, listener: ReplayListener) {
    this.#url = url;
    this.#listener = listener;
  }

  play(symbol: string, from: number, to: number, speed: number): void {
    this.stop();
    this.#lastId += 1;
    this.#asked = this.#lastId;
    const message = {
      op: 'replay',
      id: this.#asked,
      symbol,
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      speed,
      channels: ['depth', 'trades', 'status'],
    };
    this.#whenOpen((socket) => {
      if (message.id === this.#asked) {
        socket.send(JSON.stringify(message));
      }
    });
  }

  setSpeed(speed: number): void {
    this.#control('replay_speed', { speed });
  }

  stop(): void {
    this.#control('replay_stop', {});
    this.#asked = 0;
    this.#replay = null;
  }

  close(): void {
    this.#asked = 0;
    this.#replay = null;
    const socket = this.#socket;
    this.#socket = null;
    if (socket) {
      socket.onmessage = socket.onclose = null;
      socket.close();
    }
  }

  #control(op: string, more: object): void {
    if (this.#replay !== null && this.#socket?.readyState === WebSocket.OPEN) {
      this.#lastId += 1;
      const message = { op, id: this.#lastId, replay: this.#replay, ...more };
      this.#socket.send(JSON.stringify(message));
    }
  }

  #whenOpen(work: (socket: WebSocket) => void): void {
    const open = this.#socket;
    if (open?.readyState === WebSocket.OPEN) {
      work(open);
      return;
    }
    this.#socket ??= this.#opened();
    const socket = this.#socket;
    socket.addEventListener('open', () => work(socket), { once: true });
  }

  #opened(): WebSocket {
    const socket = new WebSocket(this.#url);
    socket.onmessage = ({ data }) => this.#hear(String(data));
    socket.onclose = () => {
      this.#socket = null;
      if (this.#asked !== 0) {
        this.#asked = 0;
        this.#replay = null;
        this.#listener.onProblem('The line to the exchange was cut. Press play to go on.');
      }
    };
    return socket;
  }

  #hear(text: string): void {
    const read: unknown = JSON.parse(text);
    for (const told of (Array.isArray(read) ? read : [read]) as Told[]) {
      if (told.id !== undefined && told.id === this.#asked) {
        this.#answered(told);
      } else if (told.replay !== undefined && told.replay === this.#replay) {
        this.#tell(told);
      }
    }
  }

  #answered({ status, result }: Told): void {
    const { replay, message } = (result ?? {}) as { replay?: number; message?: string };
    if (status === 200 && replay !== undefined) {
      this.#replay = replay;
    } else {
      this.#asked = 0;
      this.#listener.onProblem(message ?? 'The exchange does not play it.');
    }
  }

  #tell(told: Told): void {
    switch (told.channel) {
      case 'depth':
        this.#listener.onDepth(told as unknown as DepthMessage);
        return;
      case 'trades':
        this.#listener.onDeals((told.trades ?? []) as Deal[]);
        return;
      case 'status':
        this.#listener.onStatus(String(told.status));
        return;
    }
    if (told.type === 'position' || told.type === 'end') {
      this.#listener.onPosition({
        state: told.state as Position['state'],
        time: Date.parse(String(told.time)),
        sequence: Number(told.sequence),
      });
      if (told.error !== undefined) {
        this.#listener.onProblem('The past cannot be read at the moment. Try again.');
      }
    }
  }
}
