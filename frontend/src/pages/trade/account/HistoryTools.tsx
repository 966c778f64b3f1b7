import { useState } from 'react';
import { problemText } from '../../../api/problem';
import { saveFile } from '../../../model/save';
import { type HistoryFilter, historyCsv } from '../../../state/history';
import { useMarkets } from '../../../state/markets';
import { warn } from '../../../state/notices';
import { Button } from '../../../ui/Button';
import { Icon } from '../../../ui/Icon';
import { Select } from '../../../ui/Select';

type Props = {
  what: 'orders' | 'fills';
  filter: HistoryFilter;
  onChange: (filter: HistoryFilter) => void;
};

const SIDES = { '': 'Both sides', BUY: 'Buy', SELL: 'Sell' } as const;

/** Which part of the past is shown, and all of that part as a file. */
export function HistoryTools({ what, filter, onChange }: Props) {
  const { data: markets = [] } = useMarkets();
  const [isBusy, setIsBusy] = useState(false);
  const symbols = [
    ['', 'All markets'] as const,
    ...markets.map(({ symbol }) => [symbol, symbol] as const),
  ];

  async function download() {
    setIsBusy(true);
    try {
      saveFile(`${what}.csv`, await historyCsv(what, filter));
    } catch (thrown) {
      warn('No file', problemText(thrown));
    }
    setIsBusy(false);
  }

  const day = (name: 'from' | 'to', label: string) => (
    <label>
      <span>{label}</span>
      <input
        type="date"
        value={filter[name]}
        onChange={(event) => onChange({ ...filter, [name]: event.target.value })}
      />
    </label>
  );
  return (
    <div className="table-tools">
      <Select
        label="Market"
        isLabelHidden
        texts={symbols}
        value={filter.symbol}
        onChange={(symbol) => onChange({ ...filter, symbol })}
      />
      <Select
        label="Side"
        isLabelHidden
        texts={SIDES}
        value={filter.side}
        onChange={(side) => onChange({ ...filter, side })}
      />
      {day('from', 'From')}
      {day('to', 'To')}
      <Button isSmall isBusy={isBusy} onClick={download}>
        <Icon name="download" /> CSV
      </Button>
    </div>
  );
}
