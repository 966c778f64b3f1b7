import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { Market } from '../../../api/types';
import { compact, display } from '../../../model/decimal';
import { type DepthCurves, depthCurves, pointAt } from '../../../model/depthCurves';
import { type SeenBook, useLiveBook } from '../../../state/marketFeeds';
import { useStore } from '../../../state/store';
import { shownTheme } from '../../../state/theme';
import { Waiting } from '../../../ui/Panel';
import { drawDepth } from './drawDepth';

/** How much can be bought or sold up to a price, as two areas around the middle. */
export function DepthChart({ market }: { market: Market }) {
  const { value: seen } = useLiveBook(market);
  return seen ? <DepthOf market={market} {...seen} /> : <Waiting problem={null} />;
}

/** The same of any book; the version says when it has changed. */
export function DepthOf({ market, book, version }: SeenBook & { market: Market }) {
  const curves = useMemo(() => depthCurves(book), [book, version]);
  if (!curves) {
    return <p className="empty">The depth is drawn when there are bids and asks.</p>;
  }
  const { ticks, lots } = book;
  const price = (steps: number) => display(ticks.fixed(steps));
  const quantity = (steps: number) => `${compact(lots.text(steps))} ${market.base}`;
  return <Drawn {...{ market, curves, price, quantity }} />;
}

type Props = {
  market: Market;
  curves: DepthCurves;
  price: (ticks: number) => string;
  quantity: (lots: number) => string;
};

function Drawn({ market, curves, price, quantity }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useStore(shownTheme);
  const [share, setShare] = useState<number | null>(null);
  const [width, setWidth] = useState(0);

  useEffect(() => {
    if (canvas.current) {
      drawDepth(canvas.current, curves, share, price, quantity);
    }
  }, [curves, share, theme, width, price, quantity]);

  useEffect(() => {
    const watched = canvas.current;
    if (!watched) {
      return;
    }
    const observer = new ResizeObserver(() => setWidth(watched.clientWidth + watched.clientHeight));
    observer.observe(watched);
    return () => observer.disconnect();
  }, []);

  const point = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    setShare((event.clientX - box.left) / box.width);
  };
  const pointed = share === null ? null : pointAt(curves, share);
  return (
    <figure className="depth" aria-label={`Depth of ${market.symbol}`}>
      <figcaption className={pointed ? 'legend' : 'hidden'}>
        {pointed
          ? `${quantity(pointed.lots)} ${pointed.side === 'bids' ? 'bid down to' : 'asked up to'} ${price(pointed.price)}`
          : `${quantity(curves.bids.at(-1)?.lots ?? 0)} bid down to ${price(curves.from)}, ${quantity(curves.asks.at(-1)?.lots ?? 0)} asked up to ${price(curves.to)}.`}
      </figcaption>
      <canvas ref={canvas} onPointerMove={point} onPointerLeave={() => setShare(null)} />
    </figure>
  );
}
