/** A share such as "0.001" as "0.1 %"; the point is moved in the text, so nothing rounds. */
export function perCent(share: string): string {
  const [whole = '0', written = ''] = share.split('.');
  const fraction = written.padEnd(2, '0');
  const left = `${whole}${fraction.slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  const right = fraction.slice(2).replace(/0+$/, '');
  return `${left}${right && `.${right}`} %`;
}
