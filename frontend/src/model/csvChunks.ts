/** A part of a file under the names of its columns, and the line of the file its first row is on. */
export type CsvChunk = { csv: string; skipped: number };

/**
 * Cuts a CSV file into parts of so many rows, so that a large file shows how far it is. A row with a
 * quoted line break stays whole.
 */
export function csvChunks(file: string, rowsMax: number): CsvChunk[] {
  const [head, ...rows] = linesOf(file.replace(/^\uFEFF/, ''));
  if (head === undefined) {
    return [];
  }
  const chunks: CsvChunk[] = [];
  let skipped = 0;
  for (let at = 0; at < rows.length; at += rowsMax) {
    const part = rows.slice(at, at + rowsMax);
    chunks.push({ csv: [head, ...part].join('\n'), skipped });
    skipped += part.reduce((lines, row) => lines + row.split('\n').length, 0);
  }
  return chunks;
}

function linesOf(text: string): string[] {
  const lines: string[] = [];
  let open = '';
  for (const line of text.split(/\r?\n/)) {
    const whole = open ? `${open}\n${line}` : line;
    const isOpen = (whole.match(/"/g)?.length ?? 0) % 2 === 1;
    open = isOpen ? whole : '';
    if (!isOpen) {
      lines.push(whole);
    }
  }
  if (open) {
    lines.push(open);
  }
  while (lines.at(-1)?.trim() === '') {
    lines.pop();
  }
  return lines;
}
