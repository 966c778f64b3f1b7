import type { Exact } from '../model/exactJson';
import type { components, paths } from './schema';

type Schemas = components['schemas'];

export type Tokens = Schemas['Tokens'];
export type SignUp = Schemas['SignUp'];
export type PlaceOrder = Schemas['PlaceOrder'];
export type Order = Exact<Schemas['Order']>;
export type PlacedOrder = Exact<Schemas['PlacedOrder']>;
export type Trade = Exact<Schemas['Trade']>;
export type Book = Exact<Schemas['Book']>;
export type Level = Exact<Schemas['Level']>;
export type Market = Exact<Schemas['Market']>;
export type Ticker = Exact<Schemas['Ticker']>;
export type ApiKey = Exact<Schemas['ApiKey']>;
export type MadeApiKey = Exact<Schemas['MadeApiKey']>;
export type NewApiKey = Schemas['NewApiKey'];
export type Posting = Exact<Schemas['Postings']>['postings'][number];
export type PostingKind = Schemas['PostingKind'];
export type Withdrawal = Exact<Schemas['Withdrawal']>;
export type Transfer = Exact<Schemas['Transfers']>['transfers'][number];
export type Hold = Exact<Schemas['Holds']>['holds'][number];
export type Portfolio = Exact<Schemas['Portfolio']>;
export type PortfolioAsset = Exact<Schemas['PortfolioAsset']>;
export type LeaderboardRow = Exact<Schemas['LeaderboardRow']>;
export type Balance = Exact<Schemas['Balance']>;

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The paths of the described API that know a method. */
export type PathWith<M extends Method> = {
  [P in keyof paths]: paths[P][M] extends { responses: unknown } ? P : never;
}[keyof paths];

type Json<R> = R extends { content: { 'application/json': infer T } } ? T : never;
type Responses<P extends keyof paths, M extends Method> = paths[P][M] extends { responses: infer R }
  ? R
  : never;

/** What a route answers when all went well, numbers read as text. */
export type Success<P extends keyof paths, M extends Method> = Exact<
  Json<Responses<P, M>[keyof Responses<P, M> & (200 | 201 | 202)]>
>;
