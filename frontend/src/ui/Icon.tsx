const PATHS = {
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10Zm3.6-1.4L14 14',
  close: 'm3.5 3.5 9 9m0-9-9 9',
  check: 'm3 8.5 3.2 3.2L13 4.8',
  chevron: 'm4 6 4 4 4-4',
  menu: 'M2 4h12M2 8h12M2 12h12',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  star: 'm8 1.8 1.9 4 4.3.6-3.1 3 .7 4.4L8 11.7l-3.8 2.1.7-4.4-3.1-3 4.3-.6L8 1.8Z',
  user: 'M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm-5.5 6c.6-3 2.7-4.3 5.5-4.3s4.9 1.3 5.5 4.3',
  sun: 'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM8 .8v1.8m0 10.8v1.8M.8 8h1.8m10.8 0h1.8M2.9 2.9l1.3 1.3m7.6 7.6 1.3 1.3m0-10.2-1.3 1.3m-7.6 7.6-1.3 1.3',
  moon: 'M13.5 9.8A6 6 0 0 1 6.2 2.5a6 6 0 1 0 7.3 7.3Z',
  screen: 'M1.8 2.5h12.4v8.6H1.8V2.5ZM5.5 14h5M8 11v3',
  help: 'M6 6.2c0-1.3.9-2 2-2s2 .7 2 1.8c0 1.4-2 1.5-2 3M8 11.6v.2M8 14.6A6.6 6.6 0 1 0 8 1.4a6.6 6.6 0 0 0 0 13.2Z',
  copy: 'M5.5 5.5h8v8h-8v-8Zm-1-1v-2h-2v8h2',
  download: 'M8 2v8m-3-3 3 3 3-3M3 13.5h10',
  play: 'm4 2.5 9 5.5-9 5.5v-11Z',
  pause: 'M5 3v10m6-10v10',
  previous: 'M3 3v10M13 3 6 8l7 5V3Z',
  next: 'M13 3v10M3 3l7 5-7 5V3Z',
  edit: 'm2.5 13.5.6-3L10.5 3 13 5.5 5.6 13l-3.1.5Z',
  bell: 'M8 1.8a4 4 0 0 0-4 4c0 3.6-1.5 5.2-1.5 5.2h11S12 9.4 12 5.8a4 4 0 0 0-4-4ZM6.8 13.5a1.3 1.3 0 0 0 2.4 0',
  refresh: 'M13.5 8a5.5 5.5 0 1 1-1.7-4M12 1.5V4H9.5',
} as const;

export type IconName = keyof typeof PATHS;

/** A drawing of 16 by 16 in the colour of the text. Says nothing: label what it stands in. */
export function Icon({ name, isFilled = false }: { name: IconName; isFilled?: boolean }) {
  return (
    <svg className="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <path
        d={PATHS[name]}
        fill={isFilled ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
