/** Exact arithmetic on decimal texts such as "100.25". Plain notation only; nothing rounds. */

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

/** Whole per cent of a part in a total, for drawing bars only. */
export function percent(part: string, total: string): number {
  const pair = aligned(part, total);
  return pair.b === 0n ? 0 : Number((pair.a * 100n) / pair.b);
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
