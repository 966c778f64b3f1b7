export type UserType = 'trader' | 'admin';

/** Whom an access token names, as its payload says. The server checks; the page only shows. */
export type TokenOwner = { email: string; userId: string; userType: UserType; expiresAt: number };

/** The payload of a JWT, or null when the text is none. */
export function readToken(token: string): TokenOwner | null {
  try {
    const payload = JSON.parse(utf8FromBase64Url(token.split('.')[1] ?? ''));
    const { sub, user_id, user_type, exp } = payload;
    if (typeof sub !== 'string' || typeof user_id !== 'string' || typeof exp !== 'number') {
      return null;
    }
    const userType = user_type === 'admin' ? 'admin' : 'trader';
    return { email: sub, userId: user_id, userType, expiresAt: exp * 1000 };
  } catch {
    return null;
  }
}

function utf8FromBase64Url(text: string): string {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
}
