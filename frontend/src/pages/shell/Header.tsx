import { Link, NavLink, useLocation } from 'react-router';
import icon from '../../icon.svg';
import { useMarket } from '../../state/markets';
import { session } from '../../state/session';
import { useStore } from '../../state/store';
import { IconButton } from '../../ui/Button';
import { Menu, MenuItem } from '../../ui/Menu';
import { maySee, PAGES } from '../pages';
import { AccountMenu } from './AccountMenu';
import { Bell } from './Bell';
import { ConnectionPill } from './ConnectionPill';

/** The name, the pages, the line to the exchange, and the account. */
export function Header() {
  const owner = useStore(session)?.owner ?? null;
  const symbol = useMarket()?.symbol ?? '';
  const { pathname } = useLocation();
  const links = PAGES.flatMap(({ title, who, link }) =>
    link && maySee(who, owner) ? [{ title, to: link(symbol) }] : [],
  );
  return (
    <header className="header">
      <Link to="/" className="brand" aria-label="Exchange">
        <img src={icon} alt="" width="20" height="20" />
        <span>Exchange</span>
      </Link>
      <nav aria-label="Pages" className="pages-wide">
        {links.map(({ title, to }) => (
          <NavLink
            key={title}
            to={to}
            end={to === '/'}
            className={({ isActive }) =>
              isActive || (to === '/' && pathname.startsWith('/trade/')) ? 'active' : undefined
            }
          >
            {title}
          </NavLink>
        ))}
        <a href="/docs">API</a>
      </nav>
      <ConnectionPill />
      <Bell />
      <AccountMenu />
      <div className="pages-narrow">
        <Menu label="Pages" trigger={<IconButton icon="menu" label="Pages" />}>
          {links.map(({ title, to }) => (
            <MenuItem key={title}>
              <Link to={to}>{title}</Link>
            </MenuItem>
          ))}
          <MenuItem>
            <a href="/docs">API</a>
          </MenuItem>
        </Menu>
      </div>
    </header>
  );
}
