/** Fetches page after page of CSV and joins them, with the head of the first. Bounded. */
export async function wholeCsv(
  page: (before: string | undefined) => Promise<{ text: string; next: string | null }>,
  pagesMax: number,
): Promise<{ text: string; isWhole: boolean }> {
  let whole = '';
  let before: string | undefined;
  for (let pages = 0; pages < pagesMax; pages += 1) {
    const { text, next } = await page(before);
    whole += pages === 0 ? text : text.slice(text.indexOf('\n') + 1);
    if (next === null) {
      return { text: whole, isWhole: true };
    }
    before = next;
  }
  return { text: whole, isWhole: false };
}
