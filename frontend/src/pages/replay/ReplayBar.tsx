import type { Market } from '../../api/types';
import { isDay, shiftedDay } from '../../model/replay';
import { useMarkets } from '../../state/markets';
import { Button, IconButton } from '../../ui/Button';
import { Select } from '../../ui/Select';

type Props = {
  market: Market;
  day: string;
  today: string;
  onGo: (symbol: string, day: string) => void;
};

/** Which market and which day. */
export function ReplayBar({ market, day, today, onGo }: Props) {
  const { data: markets = [] } = useMarkets();
  const isToday = day >= today;
  return (
    <div className="replay-bar">
      <h1>Replay</h1>
      <Select
        label="Market"
        isLabelHidden
        texts={markets.map(({ symbol }) => [symbol, symbol] as const)}
        value={market.symbol}
        onChange={(symbol) => onGo(symbol, day)}
      />
      <div className="replay-day">
        <IconButton
          icon="chevron"
          className="back"
          label="The day before"
          onClick={() => onGo(market.symbol, shiftedDay(day, -1))}
        />
        <input
          type="date"
          aria-label="Day (UTC)"
          value={day}
          max={today}
          onChange={({ target }) => isDay(target.value) && onGo(market.symbol, target.value)}
        />
        <IconButton
          icon="chevron"
          className="on"
          label="The day after"
          disabled={isToday}
          onClick={() => onGo(market.symbol, shiftedDay(day, 1))}
        />
        {!isToday && (
          <Button isSmall onClick={() => onGo(market.symbol, today)}>
            Today
          </Button>
        )}
      </div>
      <p className="lead">Every moment of the market’s past, exactly as it was. Times are UTC.</p>
    </div>
  );
}
