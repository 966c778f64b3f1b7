import type { Candle } from '../../../model/candle';
import { bollinger, ema, rsi, sma, type Values, vwap } from '../../../model/indicators';

export type StudyLine = { title: string; color: string; values: Values };

export type Study = {
  key: string;
  title: string;
  /** Below the prices, with a scale of its own. */
  isApart?: boolean;
  lines: (candles: readonly Candle[]) => StudyLine[];
};

const closes = (candles: readonly Candle[]) => candles.map(({ close }) => close);

/** What can be drawn over or below the candles. Volume is one of the candles' own. */
export const STUDIES: readonly Study[] = [
  {
    key: 'ma',
    title: 'MA 20, 50',
    lines: (candles) => [
      { title: 'MA 20', color: '--warn', values: sma(closes(candles), 20) },
      { title: 'MA 50', color: '--violet', values: sma(closes(candles), 50) },
    ],
  },
  {
    key: 'ema',
    title: 'EMA 12, 26',
    lines: (candles) => [
      { title: 'EMA 12', color: '--accent', values: ema(closes(candles), 12) },
      { title: 'EMA 26', color: '--violet', values: ema(closes(candles), 26) },
    ],
  },
  {
    key: 'vwap',
    title: 'VWAP (day)',
    lines: (candles) => [{ title: 'VWAP', color: '--warn', values: vwap(candles) }],
  },
  {
    key: 'bollinger',
    title: 'Bollinger 20, 2',
    lines: (candles) => {
      const { upper, middle, lower } = bollinger(closes(candles), 20, 2);
      return [
        { title: 'BB upper', color: '--soft', values: upper },
        { title: 'BB middle', color: '--accent', values: middle },
        { title: 'BB lower', color: '--soft', values: lower },
      ];
    },
  },
  {
    key: 'rsi',
    title: 'RSI 14',
    isApart: true,
    lines: (candles) => [{ title: 'RSI 14', color: '--violet', values: rsi(closes(candles), 14) }],
  },
];
