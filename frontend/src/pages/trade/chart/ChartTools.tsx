import { INTERVAL_SECONDS } from '../../../model/candle';
import { prefer, usePreferences } from '../../../state/preferences';
import { Button } from '../../../ui/Button';
import { Check } from '../../../ui/Check';
import { Popover } from '../../../ui/Popover';
import { STUDIES } from './studies';

const SHOWABLE = [
  { key: 'volume', title: 'Volume' },
  ...STUDIES,
  { key: 'log', title: 'Logarithmic scale' },
];

/** How long a candle is, how the price is drawn, and what is drawn with it. */
export function ChartTools() {
  const { chartInterval, chartStyle, indicators } = usePreferences();
  const toggle = (key: string, isOn: boolean) =>
    prefer({ indicators: [...indicators.filter((each) => each !== key), ...(isOn ? [key] : [])] });
  return (
    <div className="chart-tools">
      <fieldset className="intervals">
        <legend className="hidden">Length of a candle</legend>
        {Object.keys(INTERVAL_SECONDS).map((interval) => (
          <Button
            key={interval}
            look="bare"
            isSmall
            aria-pressed={interval === chartInterval}
            onClick={() => prefer({ chartInterval: interval })}
          >
            {interval}
          </Button>
        ))}
      </fieldset>
      <Button
        look="bare"
        isSmall
        title="Candles or a line"
        onClick={() => prefer({ chartStyle: chartStyle === 'candles' ? 'line' : 'candles' })}
      >
        {chartStyle === 'candles' ? 'Candles' : 'Line'}
      </Button>
      <Popover
        label="Indicators"
        align="end"
        trigger={
          <Button look="bare" isSmall>
            Indicators
          </Button>
        }
      >
        <div className="chart-checks">
          {SHOWABLE.map(({ key, title }) => (
            <Check
              key={key}
              isChecked={indicators.includes(key)}
              onChange={(isOn) => toggle(key, isOn)}
            >
              {title}
            </Check>
          ))}
        </div>
      </Popover>
    </div>
  );
}
