import { describe, expect, it } from 'vitest';
import { hasRoom } from '../../../src/domain/tips/index.js';

describe('the pace of tips', () => {
  const sent = [
    { tip: 'a', day: '2026-11-23' },
    { tip: 'b', day: '2026-11-24' },
    { tip: 'c', day: '2026-11-26' },
  ];

  it('has room for three in a week from Monday to Sunday', () => {
    expect(hasRoom(sent.slice(0, 2), 'd', '2026-11-29')).toBe(true);
    expect(hasRoom(sent, 'd', '2026-11-29')).toBe(false);
    expect(hasRoom(sent, 'd', '2026-11-30')).toBe(true);
  });

  it('does not bring the same tip again within a week', () => {
    expect(hasRoom([{ tip: 'c', day: '2026-11-26' }], 'c', '2026-11-26')).toBe(false);
    expect(hasRoom([{ tip: 'c', day: '2026-11-26' }], 'c', '2026-12-02')).toBe(false);
    expect(hasRoom([{ tip: 'c', day: '2026-11-26' }], 'c', '2026-12-03')).toBe(true);
  });
});
