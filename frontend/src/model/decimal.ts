/** Exact arithmetic on decimal texts such as "100.25". Plain notation only; what rounds says so. */

type Scaled = { units: bigint; scale: number };

const PLAIN = /^(-?)(\d+)(?:\.(\d+))?$/;

export function isDecimal(text: string): boolean {
  return PLAIN.test(text);
}

/** What a person typed as the exchange wants it (".5" is "0.5", "1." is "1"), or null. */
export function typedDecimal(typed: string): string | null {
  const text = typed.trim().replace(/^\./, '0.').replace(/\.$/, '');
  return isDecimal(text) ? text : null;
}

function scaled(text: string): Scaled {
  const match = PLAIN.exec(text);
  if (!match) {
    throw new RangeError(`not a plain decimal: ${text}`);
  }
  const [, sign, whole, fraction = ''] = match;
  return { units: BigInt(`${sign}${whole}${fraction}`), scale: fraction.length };
}

/** How many of the smallest unit an amount is. A finer amount is none of this scale. */
export function unitsOf(value: string, scale: number): bigint {
  const { units, scale: own } = scaled(value);
  if (own > scale) {
    throw new RangeError(`finer than ${scale} decimals: ${value}`);
  }
  return units * 10n ** BigInt(scale - own);
}

/** The decimal text of so many of the smallest unit. */
export function decimalOf(units: bigint, scale: number): string {
  return text({ units, scale });
}

function aligned(a: string, b: string): { a: bigint; b: bigint; scale: number } {
  const left = scaled(a);
  const right = scaled(b);
  const scale = Math.max(left.scale, right.scale);
  return {
    a: left.units * 10n ** BigInt(scale - left.scale),
    b: right.units * 10n ** BigInt(scale - right.scale),
    scale,
  };
}

function text({ units, scale }: Scaled): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${whole}${fraction && `.${fraction}`}`;
}

export function compare(a: string, b: string): number {
  const pair = aligned(a, b);
  return pair.a < pair.b ? -1 : pair.a > pair.b ? 1 : 0;
}

export function add(a: string, b: string): string {
  const pair = aligned(a, b);
  return text({ units: pair.a + pair.b, scale: pair.scale });
}

export function subtract(a: string, b: string): string {
  const pair = aligned(a, b);
  return text({ units: pair.a - pair.b, scale: pair.scale });
}

export function multiply(a: string, b: string): string {
  const left = scaled(a);
  const right = scaled(b);
  return text({ units: left.units * right.units, scale: left.scale + right.scale });
}

export function isMultiple(value: string, step: string): boolean {
  const pair = aligned(value, step);
  return pair.b !== 0n && pair.a % pair.b === 0n;
}

/** The next multiple of the step in that direction, and not below zero; for step buttons. */
export function stepped(typed: string, step: string, times: number): string {
  const pair = aligned(typedDecimal(typed) ?? '0', step);
  const isUp = times > 0;
  const rest = pair.a % pair.b;
  const whole = pair.a - rest;
  const first = rest === 0n ? whole : isUp ? whole : whole + pair.b;
  const units = first + BigInt(times) * pair.b;
  return text({ units: units < 0n ? 0n : units, scale: pair.scale });
}

/** How many whole steps fit into a value; none into one below zero. */
export function wholeSteps(value: string, step: string): bigint {
  const pair = aligned(value, step);
  return pair.b <= 0n || pair.a < 0n ? 0n : pair.a / pair.b;
}

/** The largest multiple of a step that is not above the value. */
export function floorTo(value: string, step: string): string {
  return multiply(wholeSteps(value, step).toString(), step);
}

/** a / b, rounded down to a multiple of a step; "0" when b is not positive. */
export function divideDown(a: string, b: string, step: string): string {
  return compare(b, '0') > 0 ? multiply(wholeSteps(a, multiply(b, step)).toString(), step) : '0';
}

/** Whole per cent of a part in a total, for drawing bars only. */
export function percent(part: string, total: string): number {
  const pair = aligned(part, total);
  return pair.b === 0n ? 0 : Number((pair.a * 100n) / pair.b);
}

/** By how much per cent of the first the second is more (or less), to two decimals, with a sign. */
export function changePercent(from: string, to: string): string {
  const pair = aligned(from, to);
  if (pair.a === 0n) {
    return '+0.00';
  }
  const hundredths = ((pair.b - pair.a) * 10_000n) / pair.a;
  const digits = (hundredths < 0n ? -hundredths : hundredths).toString().padStart(3, '0');
  return `${hundredths < 0n ? '-' : '+'}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** For a glance: at most so many decimals, the rest cut off. */
export function cut(value: string, decimals: number): string {
  const [whole = '', fraction = ''] = value.split('.');
  const kept = fraction.slice(0, decimals).replace(/0+$/, '');
  return kept ? `${whole}.${kept}` : whole;
}

const GLANCE_DECIMALS_MAX = 5;

/** A quantity in a row of many: cut to a few decimals, whole when nothing would be left of it. */
export function glance(value: string): string {
  const shown = cut(value, GLANCE_DECIMALS_MAX);
  return display(shown === '0' ? value : shown);
}

/** A large number in few letters: "1,234", "12.3K", "4.56M". */
export function compact(value: string): string {
  const whole = value.split('.')[0] ?? '';
  const [divisor, letter] = UNITS.find(([digits]) => whole.length > digits) ?? [0, ''];
  if (divisor === 0) {
    return display(cut(value, Math.max(0, 4 - whole.length)));
  }
  const head = whole.slice(0, -divisor);
  const tail = whole.slice(-divisor, -divisor + Math.max(0, 3 - head.length) || undefined);
  return `${head}${head.length < 3 ? `.${tail.slice(0, 3 - head.length)}` : ''}${letter}`;
}

const UNITS: readonly [digits: number, letter: string][] = [
  [9, 'B'],
  [6, 'M'],
  [3, 'K'],
];

/** An amount for the eye, in so many decimals at the most; what is less than the least says so. */
export function trimmed(value: string, decimals: number): string {
  const kept = cut(value, decimals);
  const isLost = /^-?0$/.test(kept) && /[1-9]/.test(value);
  return isLost ? `< 0.${'1'.padStart(decimals, '0')}` : display(kept);
}

/** How many decimals a step such as "0.01" asks for. */
export function decimalsOf(step: string): number {
  return scaled(text(scaled(step))).scale;
}

/** For the eye: thousands grouped, at least so many decimals, none cut off. */
export function display(value: string, decimals = 0): string {
  if (!isDecimal(value)) {
    return value;
  }
  const [whole = '', fraction = ''] = value.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  const padded = fraction.padEnd(decimals, '0');
  return padded ? `${grouped}.${padded}` : grouped;
}
