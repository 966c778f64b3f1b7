export type Topic =
  | { channel: 'depth' | 'trades' | 'ticker' | 'status'; symbol: string }
  | { channel: 'candles'; symbol: string; interval: string }
  | { channel: 'account' };

/** A message of a topic that is followed; what else it has depends on the channel. */
export type TopicMessage = {
  channel: string;
  symbol?: string;
  interval?: string;
  type: 'snapshot' | 'update' | 'heartbeat';
  sequence: number;
  previous_sequence?: number;
};

/** The answer to an operation. `status` and `result` are as of the REST route. */
export type Answer = {
  op?: string;
  id: number | string | null;
  status?: number;
  result?: Record<string, unknown>;
  retry_after?: number;
};

export type Heard =
  | { kind: 'topic'; key: string; message: TopicMessage }
  | { kind: 'answer'; answer: Answer }
  | { kind: 'goodbye' };

export function topicKey(topic: { channel: string; symbol?: string; interval?: string }): string {
  const { channel, symbol = '', interval = '' } = topic;
  return `${channel} ${symbol} ${interval}`;
}

/** What one text frame says; several messages may stand in an array. Nonsense is left out. */
export function readFrame(text: string): Heard[] {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return [];
  }
  return (Array.isArray(read) ? read : [read]).flatMap(readOne);
}

function readOne(read: unknown): Heard[] {
  if (typeof read !== 'object' || read === null) {
    return [];
  }
  if ('channel' in read && 'type' in read && 'sequence' in read) {
    const message = read as TopicMessage;
    return [{ kind: 'topic', key: topicKey(message), message }];
  }
  if ('event' in read) {
    return read.event === 'serverShutdown' ? [{ kind: 'goodbye' }] : [];
  }
  return 'id' in read ? [{ kind: 'answer', answer: read as Answer }] : [];
}
