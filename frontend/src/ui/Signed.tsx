import { display } from '../model/decimal';

type Props = { value: string; decimals?: number; unit?: string };

/** A change: its sign says which way, the colour only repeats it. */
export function Signed({ value, decimals = 0, unit }: Props) {
  const isNegative = value.startsWith('-');
  const size = isNegative ? value.slice(1) : value;
  const isNothing = /^[0.]*$/.test(size);
  const tone = isNothing ? 'soft' : isNegative ? 'negative' : 'positive';
  const sign = isNothing ? '' : isNegative ? '−' : '+';
  return (
    <span className={`signed ${tone}`}>
      {sign}
      {display(size, decimals)}
      {unit}
    </span>
  );
}
