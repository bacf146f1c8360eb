import { describe, expect, it } from 'vitest';
import { createUploadPlaces } from '../../../src/web/public/upload-places.js';

describe('places for uploads', () => {
  it('are two for a case and six for a network, whatever the rest does', () => {
    const places = createUploadPlaces();
    const leave = places.take('one', 'a');
    places.take('one', 'b');
    expect(() => places.take('one', 'c')).toThrow('busy');
    for (let n = 0; n < 5; n++) {
      places.take(`a${n}`, 'a');
    }
    expect(() => places.take('other', 'a')).toThrow('busy');
    places.take('other', 'b');
    leave();
    leave();
    places.take('one', 'a');
    expect(() => places.take('more', 'a')).toThrow('busy');
  });

  it('are thirty-two for all, and free again', () => {
    const places = createUploadPlaces();
    const all = Array.from({ length: 32 }, (_, n) => places.take(`case ${n}`, `network ${n}`));
    expect(() => places.take('late', 'late')).toThrow('busy');
    all.forEach((leave) => leave());
    expect(() => places.take('late', 'late')).not.toThrow();
  });
});
