import { useMemo, useState } from 'react';
import type { Bar } from '../../model/bars';
import { BOX, overviewOf, shareOf } from '../../model/overview';
import { clockOf, dayOf, SPEEDS, type Span } from '../../model/replay';
import { type OrderStory, titleOf } from '../../model/story';
import { notify } from '../../state/notices';
import type { Frame, ReplayDesk } from '../../state/replayDesk';
import { Button, IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Popover } from '../../ui/Popover';
import { Select } from '../../ui/Select';

type Props = {
  desk: ReplayDesk;
  frame: Frame;
  minutes: readonly Bar[];
  span: Span;
  story: OrderStory | null;
};

/** The day in small under a slider, and what moves it. */
export function Timeline({ desk, frame, minutes, span, story }: Props) {
  return (
    <section className="panel timeline" aria-label="Time line">
      <Transport desk={desk} frame={frame} />
      <Strip desk={desk} frame={frame} minutes={minutes} span={span} story={story} />
    </section>
  );
}

function Transport({ desk, frame }: Pick<Props, 'desk' | 'frame'>) {
  const { isPlaying, at, speed, sequence, isLoading, problem } = frame;
  const speeds = SPEEDS.map((each) => [String(each), `${each}×`] as const);
  return (
    <div className="transport">
      <div className="transport-buttons">
        <IconButton
          icon="previous"
          label="The trade before (Shift ←)"
          onClick={() => desk.jumpTrade(-1)}
        />
        <IconButton
          icon="chevron"
          className="back"
          label="One change back (←)"
          onClick={() => desk.step(-1)}
        />
        <Button
          look="primary"
          className="play"
          onClick={() => desk.toggle()}
          aria-label={isPlaying ? 'Pause' : 'Play'}
          title={`${isPlaying ? 'Pause' : 'Play'} (Space)`}
        >
          <Icon name={isPlaying ? 'pause' : 'play'} isFilled={!isPlaying} />
        </Button>
        <IconButton
          icon="chevron"
          className="on"
          label="One change on (→)"
          onClick={() => desk.step(1)}
        />
        <IconButton
          icon="next"
          label="The next trade (Shift →)"
          onClick={() => desk.jumpTrade(1)}
        />
      </div>
      <Select
        label="Speed"
        isLabelHidden
        texts={speeds}
        value={String(speed)}
        onChange={(chosen) => desk.setSpeed(Number(chosen))}
      />
      <output className="past-clock" data-testid="past-clock">
        <span className="soft">{dayOf(at)}</span> {clockOf(at)}
      </output>
      <span className="soft past-sequence" data-testid="past-sequence">
        {sequence === null ? '' : `change ${sequence}`}
        {frame.orders === null ? '' : ` · ${frame.orders} orders in the book`}
      </span>
      <span className={isLoading && !isPlaying ? 'seeking' : 'seeking done'} aria-hidden="true" />
      {problem && (
        <span className="problem" role="alert">
          {problem}
        </span>
      )}
      <Share at={at} />
      <Keys />
    </div>
  );
}

/** A moment has an address. */
function Share({ at }: { at: number }) {
  async function copy(): Promise<void> {
    const address = new URL(location.pathname, location.origin);
    address.searchParams.set('at', new Date(at).toISOString());
    try {
      await navigator.clipboard.writeText(String(address));
      notify('The address of this moment is copied.');
    } catch {
      notify(String(address));
    }
  }
  return (
    <IconButton
      icon="copy"
      className="share"
      label="Copy the address of this moment"
      onClick={copy}
    />
  );
}

function Keys() {
  return (
    <Popover
      label="Keys"
      align="end"
      trigger={<IconButton icon="help" label="Keys of this page" />}
    >
      <dl className="keys-help">
        <dt>Space</dt>
        <dd>play, pause</dd>
        <dt>← →</dt>
        <dd>one change of the book</dd>
        <dt>Shift ← →</dt>
        <dd>one trade</dd>
        <dt>↑ ↓</dt>
        <dd>faster, slower</dd>
        <dt>Home End</dt>
        <dd>begin, end of the day</dd>
      </dl>
    </Popover>
  );
}

function Strip({ desk, frame, minutes, span, story }: Props) {
  const overview = useMemo(() => overviewOf(minutes, span), [minutes, span]);
  const [hover, setHover] = useState<number | null>(null);
  const share = shareOf(frame.at, span);
  const ticks = useMemo(() => hoursOf(span), [span]);
  const momentAt = (x: number, width: number) => span.from + (x / width) * (span.to - span.from);
  return (
    <div
      className="strip"
      onPointerMove={({ clientX, currentTarget }) => {
        const { left, width } = currentTarget.getBoundingClientRect();
        setHover(momentAt(clientX - left, width));
      }}
      onPointerLeave={() => setHover(null)}
    >
      <svg viewBox={`0 0 ${BOX.width} ${BOX.height}`} preserveAspectRatio="none" aria-hidden="true">
        <defs>
          <clipPath id="played">
            <rect width={share * BOX.width} height={BOX.height} />
          </clipPath>
        </defs>
        <g className="to-come">
          <path className="area" d={overview.area} />
          <path className="up" d={overview.up} />
          <path className="down" d={overview.down} />
          <path className="line" d={overview.line} />
        </g>
        <g className="played" clipPath="url(#played)">
          <path className="area" d={overview.area} />
          <path className="up" d={overview.up} />
          <path className="down" d={overview.down} />
          <path className="line" d={overview.line} />
        </g>
      </svg>
      {story?.events.map((event) => (
        <i
          key={`${event.sequence} ${event.what}`}
          className={`story-tick ${event.what.toLowerCase()}`}
          style={{ left: `${shareOf(Date.parse(event.time), span) * 100}%` }}
          title={titleOf(event)}
        />
      ))}
      <i className="playhead" style={{ left: `${share * 100}%` }} />
      {hover !== null && (
        <span className="hover-clock" style={{ left: `${shareOf(hover, span) * 100}%` }}>
          {clockOf(hover).slice(0, 8)}
        </span>
      )}
      <input
        type="range"
        aria-label="Moment of the day"
        aria-valuetext={clockOf(frame.at)}
        min={span.from}
        max={span.to}
        step={1}
        value={frame.at}
        onChange={({ target }) => desk.goTo(Number(target.value))}
      />
      <div className="hours" aria-hidden="true">
        {ticks.map(({ at, text }) => (
          <span key={at} style={{ left: `${shareOf(at, span) * 100}%` }}>
            {text}
          </span>
        ))}
      </div>
    </div>
  );
}

/** So many marks of whole hours, or of shorter steps, as there is room for. */
function hoursOf({ from, to }: Span): { at: number; text: string }[] {
  const minute = 60_000;
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240].map((each) => each * minute);
  const step = steps.find((each) => (to - from) / each <= 12) ?? 240 * minute;
  const first = Math.ceil(from / step) * step;
  const count = Math.max(0, Math.floor((to - first) / step) + 1);
  return Array.from({ length: count }, (_, index) => {
    const at = first + index * step;
    return { at, text: clockOf(at).slice(0, 5) };
  });
}
