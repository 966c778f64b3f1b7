import { useEffect, useState, useSyncExternalStore } from 'react';
import { pace } from '../stream/pace';
import { type Topic, type TopicMessage, topicKey } from '../stream/topics';
import { stream } from './stream';

/** Longer than it takes to go from one page to another that watches the same. */
const LINGER_MILLIS = 2_000;

export type Seen<V> = {
  /** Null until the first snapshot. */
  value: V | null;
  /** The value may be out of date until the next snapshot. */
  isResyncing: boolean;
};

export type Reducer<V> = {
  /** Takes a snapshot or an update in; false when it cannot be right, to begin anew. */
  take: (message: TopicMessage) => boolean;
  /** What is shown now: a new value each time, never changed later. */
  show: () => V;
  /** At least so long between two looks; the page's own pace when it is not said. */
  gapMillis?: number;
};

/**
 * What a topic says, kept while somebody watches it, shown at the pace of the page. One for all who
 * watch the same topic.
 */
export class FollowedTopic<V> {
  readonly #topic: Topic;
  readonly #make: () => Reducer<V>;
  readonly #watchers = new Set<() => void>();
  #seen: Seen<V> = { value: null, isResyncing: true };
  #reducer: Reducer<V> | null = null;
  #hasNews = false;
  #isResyncing = true;
  #leave: (() => void) | null = null;
  #leaving: ReturnType<typeof setTimeout> | undefined;

  constructor(topic: Topic, make: () => Reducer<V>) {
    this.#topic = topic;
    this.#make = make;
  }

  readonly get = (): Seen<V> => this.#seen;

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    clearTimeout(this.#leaving);
    this.#leave ??= this.#follow();
    return () => {
      this.#watchers.delete(watcher);
      if (this.#watchers.size === 0) {
        clearTimeout(this.#leaving);
        this.#leaving = setTimeout(() => this.#end(), LINGER_MILLIS);
      }
    };
  };

  #follow(): () => void {
    this.#reducer = this.#make();
    return stream().follow(this.#topic, {
      onMessage: (message) => this.#take(message),
      onResync: (isResyncing) => {
        this.#isResyncing = isResyncing;
        pace.mark(this.#show);
      },
    });
  }

  #take(message: TopicMessage): void {
    if (message.type === 'heartbeat' || !this.#reducer) {
      return;
    }
    if (this.#reducer.take(message)) {
      this.#hasNews = true;
      pace.mark(this.#show, this.#reducer.gapMillis);
    } else {
      stream().resync(this.#topic);
    }
  }

  readonly #show = (): void => {
    const value = this.#hasNews && this.#reducer ? this.#reducer.show() : this.#seen.value;
    this.#hasNews = false;
    if (value === this.#seen.value && this.#isResyncing === this.#seen.isResyncing) {
      return;
    }
    this.#seen = { value, isResyncing: this.#isResyncing };
    for (const watcher of [...this.#watchers]) {
      watcher();
    }
  };

  #end(): void {
    this.#leave?.();
    this.#leave = null;
    this.#reducer = null;
    this.#hasNews = false;
    this.#isResyncing = true;
    this.#seen = { value: null, isResyncing: true };
    shared.delete(topicKey(this.#topic));
  }
}

const shared = new Map<string, FollowedTopic<unknown>>();

/** The one of a topic; `make` must depend on nothing but the topic. */
export function followedTopic<V>(topic: Topic, make: () => Reducer<V>): FollowedTopic<V> {
  const key = topicKey(topic);
  const known = shared.get(key) ?? new FollowedTopic<unknown>(topic, make);
  shared.set(key, known);
  return known as FollowedTopic<V>;
}

export function useFollowed<V>(topic: Topic, make: () => Reducer<V>): Seen<V> {
  return useSeen(followedTopic(topic, make));
}

export function useSeen<V>(followed: FollowedTopic<V>): Seen<V> {
  return useSyncExternalStore(followed.watch, followed.get);
}

/** Watches what is picked of a topic: drawn anew only when that differs, so it must be a plain
 *  value or one that stays the same. */
export function usePicked<V, P>(followed: FollowedTopic<V>, pick: (seen: Seen<V>) => P): P {
  return useSyncExternalStore(followed.watch, () => pick(followed.get()));
}

/** Watches a topic of which a part of the looks is enough: so long apart, the last one too. */
export function useSlowly<V>(followed: FollowedTopic<V>, gapMillis: number): Seen<V> {
  const [seen, setSeen] = useState(followed.get);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      timer = undefined;
      setSeen(followed.get());
    };
    const leave = followed.watch(() => {
      timer ??= setTimeout(look, gapMillis);
    });
    look();
    return () => {
      leave();
      clearTimeout(timer);
    };
  }, [followed, gapMillis]);
  return seen;
}
