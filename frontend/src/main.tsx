import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './styles/colours.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/widgets.css';
import './styles/layout.css';
import './styles/trade.css';
import './styles/book.css';
import './styles/chart.css';
import './styles/market.css';
import './styles/desk.css';
import './styles/money.css';
import { App } from './App';
import { followTheme } from './state/theme';
import { Failure } from './ui/Failure';

const root = document.getElementById('root');
if (!root) {
  throw new Error('index.html has no #root');
}
followTheme();
createRoot(root).render(
  <StrictMode>
    <Failure>
      <App />
    </Failure>
  </StrictMode>,
);
