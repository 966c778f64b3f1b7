import { type Call, call } from '../api/http';
import { Problem } from '../api/problem';
import type { Method, PathWith, Success } from '../api/types';
import { accessToken, renewed } from './session';

/** A request in the name of who is logged in. A token refused once is renewed and tried again. */
export async function callAsOwner<M extends Method, P extends PathWith<M>>(
  method: M,
  path: P,
  options: Call = {},
): Promise<Success<P, M>> {
  const token = await accessToken();
  try {
    return await call(method, path, { ...options, token });
  } catch (thrown) {
    if (!(thrown instanceof Problem) || thrown.status !== 401) {
      throw thrown;
    }
    return call(method, path, { ...options, token: await renewed(token) });
  }
}
