import { shanghaiTime, yearOf } from '../tips/index.js';

const LONGEST = 60;
const LARGEST_SERIAL = 2_147_483_647;

/** 受理编号: the year of the registration and the running part, e.g. 2026-000017. */
export function caseNumber(serial: number, registeredAt: Date): string {
  return `${yearOf(shanghaiTime(registeredAt).day)}-${String(serial).padStart(6, '0')}`;
}

/** Only the digits, full-width ones (２０２６) as well; whatever people put between them doesn't count. */
export function digitsOf(text: string): string {
  return text
    .slice(0, LONGEST)
    .normalize('NFKC')
    .replace(/[^0-9]/g, '');
}

/** A number in the forms that people type, with or without dash, blanks and leading zeros. Null when it can't be one. */
export function readNumber(text: string): { readonly year: number; readonly serial: number } | null {
  const digits = digitsOf(text);
  const serial = Number(digits.slice(4));
  return digits.length > 4 && serial >= 1 && serial <= LARGEST_SERIAL
    ? { year: Number(digits.slice(0, 4)), serial }
    : null;
}
