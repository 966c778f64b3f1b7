/** Buy or sell, in words and colour. */
export function SideText({ side }: { side: 'BUY' | 'SELL' }) {
  return <span className={side === 'BUY' ? 'bid' : 'ask'}>{side === 'BUY' ? 'Buy' : 'Sell'}</span>;
}
