import { useQuery } from '@tanstack/react-query';
import { problemText } from '../../../api/problem';
import { type Story, storyLines } from '../../../model/account/story';
import { kindText, words } from '../../../model/account/words';
import { display } from '../../../model/decimal';
import { displayTime } from '../../../model/time';
import { callAsOwner } from '../../../state/owned';
import { Dialog } from '../../../ui/Dialog';
import { Waiting } from '../../../ui/Panel';

type Props = { orderId: string | null; onClose: () => void };

/** Everything that happened to an order, and in words why it did not fill. */
export function StoryDialog({ orderId, onClose }: Props) {
  const query = useQuery({
    queryKey: ['account', 'story', orderId],
    queryFn: () =>
      callAsOwner('get', '/api/v1/orders/{order_id}/story', {
        params: { order_id: orderId ?? '' },
      }),
    enabled: orderId !== null,
    staleTime: 0,
  });
  const { data: story, error } = query;
  return (
    <Dialog
      title="What happened to this order"
      isOpen={orderId !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      {story ? (
        <Told story={story} />
      ) : (
        <Waiting problem={error ? problemText(error) : null} retry={() => query.refetch()} />
      )}
    </Dialog>
  );
}

function Told({ story }: { story: Story }) {
  const { order, why, queue, complete } = story;
  return (
    <div className="story">
      <p>
        {words(order.side)} {display(order.quantity)} {order.symbol},{' '}
        {kindText(order).toLowerCase()}
        {order.price && ` at ${display(order.price)}`}: <strong>{words(order.status)}</strong>
      </p>
      {why.length > 0 && (
        <ul className="why">
          {why.map((sentence) => (
            <li key={sentence}>{sentenceOf(sentence)}</li>
          ))}
        </ul>
      )}
      <ol className="events">
        {storyLines(story).map(({ key, time, text }) => (
          <li key={key}>
            <time dateTime={time}>{displayTime(time)}</time>
            <span>{text}</span>
          </li>
        ))}
      </ol>
      {!complete && <p>The story is longer than is told here.</p>}
      {order.price && (
        <dl className="sums">
          <dt>Traded of those before it</dt>
          <dd>{display(queue.traded_ahead)}</dd>
          <dt>Left without a trade</dt>
          <dd>{display(queue.left_ahead)}</dd>
          <dt>Still before it</dt>
          <dd>
            {display(queue.quantity_ahead)} in {queue.orders_ahead} orders
          </dd>
        </dl>
      )}
    </div>
  );
}

function sentenceOf(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
