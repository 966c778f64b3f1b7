/**
 * Decimal texts as whole numbers of a step, such as prices in ticks, and back. Exact for all that a
 * number holds: 9 * 10^15 of the last decimal.
 */
export class Scale {
  readonly decimals: number;
  readonly #unitsPerStep: number;

  /** @param step a positive plain decimal, such as "0.05" */
  constructor(step: string) {
    const [, written = ''] = step.split('.');
    this.decimals = written.replace(/0+$/, '').length;
    this.#unitsPerStep = unitsOf(step, this.decimals);
  }

  /** How many steps a text is; throws for what is no multiple, which no honest exchange sends. */
  steps(text: string): number {
    const units = unitsOf(text, this.decimals);
    const steps = units / this.#unitsPerStep;
    if (!Number.isSafeInteger(units) || !Number.isInteger(steps)) {
      throw new RangeError(`${text} is no multiple that can be counted`);
    }
    return steps;
  }

  /** With all decimals of the step: "100.50". */
  fixed(steps: number): string {
    const units = String(Math.round(steps) * this.#unitsPerStep);
    if (this.decimals === 0) {
      return units;
    }
    const digits = units.padStart(this.decimals + 1, '0');
    return `${digits.slice(0, -this.decimals)}.${digits.slice(-this.decimals)}`;
  }

  /** As the exchange writes it, without zeros at the end: "100.5". */
  text(steps: number): string {
    const fixed = this.fixed(steps);
    return this.decimals === 0 ? fixed : fixed.replace(/\.?0+$/, '');
  }
}

function unitsOf(text: string, decimals: number): number {
  const [whole = '', written = ''] = text.split('.');
  const fraction = written.replace(/0+$/, '');
  return fraction.length > decimals ? Number.NaN : Number(whole + fraction.padEnd(decimals, '0'));
}
