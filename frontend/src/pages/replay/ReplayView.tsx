import { useEffect, useMemo, useState } from 'react';
import type { Market } from '../../api/types';
import { type Bar, barsUntil } from '../../model/bars';
import type { Span } from '../../model/replay';
import type { OrderStory } from '../../model/story';
import { pastSource } from '../../state/pastSource';
import { ReplayDesk } from '../../state/replayDesk';
import { useStore } from '../../state/store';
import { socketBase } from '../../state/stream';
import { ReplayLine } from '../../stream/replayLine';
import { Choice } from '../../ui/Choice';
import { Panel } from '../../ui/Panel';
import { DepthOf } from '../trade/chart/DepthChart';
import { PastBook } from './PastBook';
import { PastTape } from './PastTape';
import { ReplayChart } from './ReplayChart';
import { StoryPanel } from './StoryPanel';
import { Timeline } from './Timeline';
import { useReplayKeys } from './useReplayKeys';

type Props = { market: Market; minutes: readonly Bar[]; span: Span; at: number };

const DRAWINGS = { '1': '1m', '5': '5m', '15': '15m', depth: 'Depth' } as const;

/** Book, chart and tape of one moment, the time line below them, and the stories of own orders. */
export function ReplayView({ market, minutes, span, at }: Props) {
  const [desk, setDesk] = useState<ReplayDesk | null>(null);
  const [first] = useState({ span, at });
  useEffect(() => {
    const line = (listener: ConstructorParameters<typeof ReplayLine>[1]) =>
      new ReplayLine(`${socketBase()}/api/v1/ws`, listener);
    const made = new ReplayDesk(market, first.span, first.at, pastSource(market.symbol), line);
    setDesk(made);
    return () => made.close();
  }, [market, first]);
  return desk && <DeskView desk={desk} market={market} minutes={minutes} span={first.span} />;
}

type DeskProps = Omit<Props, 'at'> & { desk: ReplayDesk };

function DeskView({ desk, market, minutes, span }: DeskProps) {
  const frame = useStore(desk.frame);
  const [story, setStory] = useState<OrderStory | null>(null);
  const [drawing, setDrawing] = useState<keyof typeof DRAWINGS>('1');
  useReplayKeys(desk, span);
  const bars = useMemo(
    () => barsUntil(minutes, frame.deals, frame.at),
    [minutes, frame.deals, frame.at],
  );
  return (
    <>
      <div className="replay-stage">
        <Panel title="Order book" className="replay-book-panel">
          <PastBook market={market} frame={frame} story={story} />
        </Panel>
        <Panel
          title="Chart"
          className="replay-chart-panel"
          aside={
            <Choice
              label="Candles or depth"
              className="small-choice"
              texts={DRAWINGS}
              value={drawing}
              onChange={setDrawing}
            />
          }
        >
          {drawing === 'depth' ? (
            <DepthOf market={market} book={frame.book} version={frame.version} />
          ) : (
            <ReplayChart market={market} bars={bars} minutes={Number(drawing)} story={story} />
          )}
        </Panel>
        <Panel title="Trades" className="replay-tape-panel">
          <PastTape
            market={market}
            deals={frame.deals}
            at={frame.at}
            onGo={(to) => desk.goTo(to)}
          />
        </Panel>
      </div>
      <Timeline desk={desk} frame={frame} minutes={minutes} span={span} story={story} />
      <StoryPanel market={market} desk={desk} span={span} story={story} onStory={setStory} />
    </>
  );
}
