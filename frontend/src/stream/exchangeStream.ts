import { Line, type LineState } from './line';
import { type Answer, readFrame, type Topic, type TopicMessage, topicKey } from './topics';

export type TopicListener = {
  /** In order and without gaps: after a gap or a cut a snapshot comes first. */
  onMessage: (message: TopicMessage) => void;
  /** Whether what was told so far may be out of date, until the next snapshot. */
  onResync?: (isResyncing: boolean) => void;
};

export type StreamListener = {
  onState: (state: LineState) => void;
  onRoundTrip: (millis: number) => void;
  onResyncing: (topics: number) => void;
};

/** An access token that lives, other than the one that was refused; null for a guest. */
export type TokenSource = (refused: string | null) => Promise<string | null>;

type Followed = {
  topic: Topic;
  listeners: Set<TopicListener>;
  /** Where the topic stands; null while a snapshot is awaited. */
  sequence: number | null;
};

const AUTH_ID = 'auth';
const PROLONG_BEFORE_MILLIS = 25_000;
const REFUSED_RETRY_MILLIS = 2_000;

/**
 * What is followed over the socket `/api/v1/ws`: subscribes again after every cut, notices gaps by
 * the sequence numbers and asks for a new snapshot. The own account is resumed where it stood, so
 * nothing of it is missed. Knows no books and no React.
 */
export class ExchangeStream {
  readonly #token: TokenSource;
  readonly #listener: StreamListener;
  readonly #followed = new Map<string, Followed>();
  readonly #line: Line;
  #isOpen = false;
  #isOwner = false;
  #lastId = 0;
  #sent: string | null = null;
  #refused: string | null = null;
  #prolong: ReturnType<typeof setTimeout> | undefined;

  constructor(url: string, token: TokenSource, listener: StreamListener) {
    this.#token = token;
    this.#listener = listener;
    this.#line = new Line(url, {
      onOpen: () => this.#opened(),
      onText: (text) => this.#hear(text),
      onState: (state) => this.#changed(state),
      onRoundTrip: listener.onRoundTrip,
    });
  }

  /** Listens to a topic until the returned function is called. Begins with a snapshot. */
  follow(topic: Topic, listener: TopicListener): () => void {
    const key = topicKey(topic);
    const followed = this.#followed.get(key) ?? { topic, listeners: new Set(), sequence: null };
    this.#followed.set(key, followed);
    followed.listeners.add(listener);
    if (this.#line.isResting) {
      this.#line.restart();
    } else {
      this.#begin(followed);
    }
    return () => {
      followed.listeners.delete(listener);
      if (followed.listeners.size === 0 && this.#followed.get(key) === followed) {
        this.#followed.delete(key);
        this.#say('unsubscribe', topic);
        this.#tellResyncing();
      }
    };
  }

  /** What was told cannot be right: asks for a new snapshot. */
  resync(topic: Topic): void {
    const followed = this.#followed.get(topicKey(topic));
    if (followed) {
      this.#begin(followed);
    }
  }

  /** For another account, or none. */
  restart(): void {
    const account = this.#followed.get(topicKey({ channel: 'account' }));
    if (account) {
      account.sequence = null;
    }
    this.#line.restart();
  }

  close(): void {
    clearTimeout(this.#prolong);
    this.#line.close();
  }

  #opened(): void {
    this.#isOpen = true;
    for (const followed of this.#followed.values()) {
      if (followed.topic.channel !== 'account') {
        this.#begin(followed);
      }
    }
    this.#authenticate();
  }

  async #authenticate(): Promise<void> {
    const token = await this.#token(this.#refused).catch(() => null);
    if (!token && this.#followed.size === 0) {
      // The exchange hangs up on guests who follow nothing.
      this.#isOpen = false;
      this.#line.rest();
    } else if (token) {
      this.#sent = token;
      this.#line.send({ op: 'auth', id: AUTH_ID, token });
    }
  }

  #authenticated({ status, result }: Answer): void {
    clearTimeout(this.#prolong);
    if (status !== 200) {
      // The exchange closes the socket now; the next one brings another token.
      this.#refused = this.#sent;
      return;
    }
    const livesMillis = Date.parse(String(result?.expires_at)) - Date.now();
    const pause = Math.max(1_000, livesMillis - PROLONG_BEFORE_MILLIS);
    this.#prolong = setTimeout(() => this.#authenticate(), pause);
    if (!this.#isOwner) {
      this.#isOwner = true;
      const account = this.#followed.get(topicKey({ channel: 'account' }));
      if (account) {
        this.#resume(account);
      }
    }
  }

  #changed(state: LineState): void {
    if (state.kind !== 'live' && state.kind !== 'stale') {
      this.#isOpen = false;
      this.#isOwner = false;
      clearTimeout(this.#prolong);
      for (const followed of this.#followed.values()) {
        this.#doubt(followed);
      }
    }
    this.#listener.onState(state);
  }

  #hear(text: string): void {
    for (const heard of readFrame(text)) {
      if (heard.kind === 'goodbye') {
        // Another node, where there is one, serves at once; else the line tries until this one does.
        this.#line.restart();
        return;
      }
      if (heard.kind === 'topic') {
        const followed = this.#followed.get(heard.key);
        if (followed) {
          this.#tell(followed, heard.message);
        }
      } else if (heard.answer.op === 'auth') {
        this.#authenticated(heard.answer);
      } else {
        this.#answered(heard.answer);
      }
    }
  }

  #tell(followed: Followed, message: TopicMessage): void {
    if (message.type === 'snapshot') {
      followed.sequence = message.sequence;
      this.#settle(followed);
    } else if (followed.sequence === null) {
      // Of before the snapshot that was asked for.
      return;
    } else if (hasGap(followed.sequence, message)) {
      this.#begin(followed);
      return;
    }
    followed.sequence = message.sequence;
    for (const listener of [...followed.listeners]) {
      listener.onMessage(message);
    }
  }

  /** A topic that was refused, such as for a socket too many, is asked for again a little later. */
  #answered({ id, status = 200, retry_after }: Answer): void {
    const key = String(id).replace(/^\d+ /, '');
    const followed = this.#followed.get(key);
    if (!followed || status < 400) {
      return;
    }
    if (status === 409) {
      followed.sequence = null;
      this.#begin(followed);
      return;
    }
    const pause = retry_after ? retry_after * 1_000 : REFUSED_RETRY_MILLIS;
    setTimeout(() => this.#followed.get(key) === followed && this.#begin(followed), pause);
  }

  #begin(followed: Followed): void {
    followed.sequence = null;
    this.#doubt(followed);
    if (this.#isOpen && (followed.topic.channel !== 'account' || this.#isOwner)) {
      this.#say('subscribe', followed.topic);
    }
  }

  /** Everything after what is known comes as updates, however long the cut was. */
  #resume(account: Followed): void {
    if (account.sequence === null) {
      this.#begin(account);
      return;
    }
    this.#line.send({ op: 'resume', id: this.#idFor(account.topic), after: account.sequence });
    this.#settle(account);
  }

  #say(op: 'subscribe' | 'unsubscribe', topic: Topic): void {
    this.#line.send({ op, id: this.#idFor(topic), ...topic });
  }

  /** The number makes ids unique, the rest says which topic an answer is about. */
  #idFor(topic: Topic): string {
    this.#lastId += 1;
    return `${this.#lastId} ${topicKey(topic)}`;
  }

  #doubt(followed: Followed): void {
    if (followed.topic.channel !== 'account') {
      followed.sequence = null;
    }
    for (const listener of followed.listeners) {
      listener.onResync?.(true);
    }
    this.#tellResyncing();
  }

  #settle(followed: Followed): void {
    for (const listener of followed.listeners) {
      listener.onResync?.(false);
    }
    this.#tellResyncing();
  }

  #tellResyncing(): void {
    const waiting = [...this.#followed.values()].filter(
      ({ sequence, topic }) => sequence === null && topic.channel !== 'account',
    );
    this.#listener.onResyncing(waiting.length);
  }
}

/** An update that does not follow, or a heartbeat that knows more than was told. */
function hasGap(known: number, { type, sequence, previous_sequence }: TopicMessage): boolean {
  return type === 'heartbeat'
    ? sequence > known
    : previous_sequence !== undefined && previous_sequence !== known;
}
