/** Numbers that know their unit: a branded type per unit, and the few conversions between them. */

declare const unit: unique symbol;
type In<Unit extends string> = number & { readonly [unit]: Unit };

/** Bytes. MB is 10^6 of them, MiB is 2^20. */
export type Bytes = In<'B'>;
export type BytesPerSecond = In<'B/s'>;
export type Messages = In<'msg'>;
export type MessagesPerSecond = In<'msg/s'>;
export type Seconds = In<'s'>;
export type Milliseconds = In<'ms'>;
/** A share of a whole: 0.8 is 80 %. */
export type Fraction = In<'fraction'>;
/** A plain multiplier: 3x. */
export type Factor = In<'x'>;
/** Whole things: brokers, partitions, replicas. */
export type Count = In<'count'>;
export type Dollars = In<'USD'>;

export const bytes = (value: number) => value as Bytes;
export const bytesPerSecond = (value: number) => value as BytesPerSecond;
export const messages = (value: number) => value as Messages;
export const messagesPerSecond = (value: number) => value as MessagesPerSecond;
export const seconds = (value: number) => value as Seconds;
export const milliseconds = (value: number) => value as Milliseconds;
export const fraction = (value: number) => value as Fraction;
export const factor = (value: number) => value as Factor;
export const count = (value: number) => value as Count;
export const dollars = (value: number) => value as Dollars;

export const KB = 1e3;
export const MB = 1e6;
export const GB = 1e9;
export const TB = 1e12;
export const KiB = 2 ** 10;
export const MiB = 2 ** 20;
export const GiB = 2 ** 30;
export const TiB = 2 ** 40;
export const SECONDS_PER_DAY = 86_400;
