import type { Market } from '../api/types';
import icon from '../icon.svg';
import type { TokenOwner } from '../model/token';
import { connection } from '../state/feed';
import { logOut } from '../state/session';
import { useStore } from '../state/store';
import type { Connection } from '../stream/feedSocket';
import { LastPrice } from './LastPrice';

type Props = {
  owner: TokenOwner;
  market: Market;
  markets: Market[];
  lastPrice: string | null;
  isAdminPage: boolean;
  onChoose: (symbol: string) => void;
};

const CONNECTION_TEXT: Record<Connection, string> = {
  connecting: 'Connecting',
  live: 'Live',
  reconnecting: 'Reconnecting',
};

export function Header({ owner, market, markets, lastPrice, isAdminPage, onChoose }: Props) {
  const line = useStore(connection);
  return (
    <header className="header">
      <span className="brand">
        <img src={icon} alt="" width="22" height="22" />
        Exchange
      </span>
      <label className="market-choice">
        <span className="hidden">Market</span>
        <select value={market.symbol} onChange={(event) => onChoose(event.target.value)}>
          {markets.map(({ symbol }) => (
            <option key={symbol}>{symbol}</option>
          ))}
        </select>
      </label>
      <LastPrice price={lastPrice} market={market} />
      {market.status === 'HALTED' && <strong className="halted">Halted</strong>}
      <span className={`pill ${line}`} role="status">
        {CONNECTION_TEXT[line]}
      </span>
      <nav aria-label="Pages">
        {owner.userType === 'admin' && (
          <>
            <a href="#/" aria-current={isAdminPage ? undefined : 'page'}>
              Trade
            </a>
            <a href="#/admin" aria-current={isAdminPage ? 'page' : undefined}>
              Admin
            </a>
          </>
        )}
        <a href="/docs">API</a>
      </nav>
      <span className="user" title={`Logged in as ${owner.email}`}>
        {owner.email}
      </span>
      <button type="button" className="quiet" onClick={logOut}>
        Log out
      </button>
    </header>
  );
}
