import type { Portfolio } from '../../api/types';
import { display } from '../../model/decimal';
import { byValue, cut, inPercent } from '../../model/portfolio';

const COLOURS = ['--accent', '--bid', '--warn', '--violet', '--ask', '--soft'];

/** How the value is spread over assets: a bar, and the same in words. */
export function Allocation({ portfolio }: { portfolio: Portfolio }) {
  const held = byValue(portfolio.assets).filter(({ quantity }) => quantity !== '0');
  const colour = (at: number) => `var(${COLOURS[Math.min(at, COLOURS.length - 1)]})`;
  return (
    <div className="allocation">
      <div className="allocation-bar" aria-hidden="true">
        {held.map(({ asset, share }, at) => (
          <i key={asset} style={{ flexGrow: Number(share ?? 0), background: colour(at) }} />
        ))}
      </div>
      <ul>
        {held.map(({ asset, share, value }, at) => (
          <li key={asset}>
            <i aria-hidden="true" style={{ background: colour(at) }} />
            <b>{asset}</b>
            <span>{value === null ? 'no price yet' : `${inPercent(share) ?? '0.00'} %`}</span>
            <span className="soft">
              {value !== null && `${display(cut(value, 2))} ${portfolio.quote}`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
