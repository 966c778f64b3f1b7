import type { Market } from '../../api/types';
import { display } from '../../model/decimal';
import { clockOf } from '../../model/replay';
import { detailsOf, type OrderStory, outcomeOf, queueShares, titleOf } from '../../model/story';
import type { ReplayDesk } from '../../state/replayDesk';
import { useStore } from '../../state/store';

type Props = { market: Market; desk: ReplayDesk; story: OrderStory };

/** What happened to one order, step by step; each step leads to its moment. */
export function Story({ market, desk, story }: Props) {
  const { sequence } = useStore(desk.frame);
  const shares = queueShares(story);
  return (
    <div className="scroll story">
      <div className="story-why">
        <h3>It is {outcomeOf(story)}</h3>
        <ul>
          {story.why.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        {shares && (
          <figure aria-label="The queue before it">
            <div className="queue-bar">
              <i className="traded" style={{ width: `${shares.traded}%` }} />
              <i className="left" style={{ width: `${shares.left}%` }} />
              <i className="ahead" style={{ width: `${shares.ahead}%` }} />
            </div>
            <figcaption>
              Of the queue before it{' '}
              <span className="traded">{display(story.queue.traded_ahead)} traded</span>,{' '}
              <span className="left">{display(story.queue.left_ahead)} left</span> and{' '}
              <span className="ahead">{display(story.queue.quantity_ahead)} stayed</span> ahead (
              {market.base}).
            </figcaption>
          </figure>
        )}
      </div>
      <ol className="story-events" aria-label="What happened to it">
        {story.events.map((event) => {
          const isNow = sequence === Number(event.sequence);
          const isPast = sequence !== null && Number(event.sequence) <= sequence;
          return (
            <li key={`${event.sequence} ${event.what}`} className={isPast ? 'past' : undefined}>
              <button
                type="button"
                aria-current={isNow ? 'step' : undefined}
                onClick={() => desk.goToSequence(Number(event.sequence), Date.parse(event.time))}
              >
                <span className="soft">{clockOf(Date.parse(event.time))}</span>
                <strong>{titleOf(event)}</strong>
                <span>{detailsOf(event, market.base, market.quote).join(', ')}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
