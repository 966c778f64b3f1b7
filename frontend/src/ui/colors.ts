/** A colour variable of the page as it is now, with some of its strength. */
export function colorOf(variable: string, strength = 1): string {
  const color = getComputedStyle(document.documentElement).getPropertyValue(variable).trim();
  return strength === 1 ? color : `${color}${alpha(strength)}`;
}

/** As the end of a "#rrggbb" colour. */
function alpha(strength: number): string {
  return Math.round(strength * 255)
    .toString(16)
    .padStart(2, '0');
}
