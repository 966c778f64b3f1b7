import type { SeriesMarker, Time, UTCTimestamp } from 'lightweight-charts';
import { MINUTE_MILLIS } from '../../model/bars';
import { add, display } from '../../model/decimal';
import type { OrderStory } from '../../model/story';

type Colors = { bid: string; ask: string; soft: string };

/** What happened to the order by then, at the candles in which it did; its fills of one together. */
export function storyMarkers(
  { order, events }: OrderStory,
  lastBar: number,
  minutes: number,
  colors: Colors,
): SeriesMarker<Time>[] {
  const isBuy = order.side === 'BUY';
  const length = minutes * MINUTE_MILLIS;
  return withTradesSummed(events, length).flatMap((event): SeriesMarker<Time>[] => {
    const start = Math.floor(Date.parse(event.time) / length) * length;
    if (start > lastBar) {
      return [];
    }
    const time = (start / 1_000) as UTCTimestamp;
    switch (event.what) {
      case 'ACCEPTED':
        return [
          {
            time,
            position: isBuy ? 'belowBar' : 'aboveBar',
            shape: isBuy ? 'arrowUp' : 'arrowDown',
            color: isBuy ? colors.bid : colors.ask,
            text: 'placed',
          },
        ];
      case 'TRADED':
        return [
          {
            time,
            position: 'inBar',
            shape: 'circle',
            color: isBuy ? colors.bid : colors.ask,
            text: display(event.quantity ?? ''),
          },
        ];
      case 'ENDED':
      case 'REFUSED':
        return [
          {
            time,
            position: isBuy ? 'aboveBar' : 'belowBar',
            shape: 'square',
            color: colors.soft,
            text: event.what === 'ENDED' ? 'ended' : 'refused',
          },
        ];
      default:
        return [];
    }
  });
}

type StoryEvent = OrderStory['events'][number];

/** All trades of a candle as the first of them, with the sum of what was traded. */
function withTradesSummed(events: readonly StoryEvent[], length: number): StoryEvent[] {
  const summed: StoryEvent[] = [];
  const places = new Map<number, number>();
  for (const event of events) {
    const candle = Math.floor(Date.parse(event.time) / length);
    const place = event.what === 'TRADED' ? places.get(candle) : undefined;
    const first = place === undefined ? undefined : summed[place];
    if (place !== undefined && first) {
      summed[place] = { ...first, quantity: add(first.quantity ?? '0', event.quantity ?? '0') };
    } else {
      summed.push(event);
      if (event.what === 'TRADED') {
        places.set(candle, summed.length - 1);
      }
    }
  }
  return summed;
}
