import type { Candle } from '../../../model/candle';
import { compact, decimalsOf } from '../../../model/decimal';
import { type Store, useStore } from '../../../state/store';

type Props = { pointed: Store<Candle | null>; last: Candle | null; tickSize: string };

/** The figures of the candle that is pointed at, else of the last one. */
export function Legend({ pointed, last, tickSize }: Props) {
  const candle = useStore(pointed) ?? last;
  if (!candle) {
    return null;
  }
  const decimals = decimalsOf(tickSize);
  const price = (value: number) => value.toLocaleString('en-US', fixed(decimals));
  const isUp = candle.close >= candle.open;
  const percent = ((candle.close - candle.open) / candle.open) * 100;
  const figures = [
    ['O', price(candle.open)],
    ['H', price(candle.high)],
    ['L', price(candle.low)],
    ['C', price(candle.close)],
    ['', `${isUp ? '+' : ''}${percent.toFixed(2)} %`],
  ];
  return (
    <p className="legend" aria-hidden="true">
      {figures.map(([name, value]) => (
        <span key={name}>
          {name} <b className={isUp ? 'bid' : 'ask'}>{value}</b>
        </span>
      ))}
      <span>V {compact(candle.volume.toFixed(6))}</span>
    </p>
  );
}

function fixed(decimals: number): Intl.NumberFormatOptions {
  return { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
}
