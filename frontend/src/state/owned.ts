import { type Call, call, callText } from '../api/http';
import { Problem } from '../api/problem';
import type { Method, PathWith, Success } from '../api/types';
import { accessToken, renewed } from './session';

/** A request in the name of who is logged in. A token refused once is renewed and tried again. */
export async function callAsOwner<M extends Method, P extends PathWith<M>>(
  method: M,
  path: P,
  options: Call = {},
): Promise<Success<P, M>> {
  return asOwner((token) => call(method, path, { ...options, token }));
}

/** The same of a route that can answer with other text, such as CSV. */
export async function textAsOwner(path: PathWith<'get'>, options: Call = {}) {
  return asOwner((token) => callText(path, { ...options, token }));
}

async function asOwner<T>(request: (token: string) => Promise<T>): Promise<T> {
  const token = await accessToken();
  try {
    return await request(token);
  } catch (thrown) {
    if (!(thrown instanceof Problem) || thrown.status !== 401) {
      throw thrown;
    }
    return request(await renewed(token));
  }
}
