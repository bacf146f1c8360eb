/** The ways in which plain text is saved in China. */
const ENCODINGS = ['utf-8', 'gb18030'] as const;

/** Tells while bytes come in whether they can be plain text still. */
export interface TextCheck {
  /** False from the first piece on with which they can't. */
  goesOn(piece: Uint8Array): boolean;
  /** Whether all of it was text, to the last character. */
  ends(): boolean;
}

export function createTextCheck(): TextCheck {
  let decoders = ENCODINGS.map((encoding) => new TextDecoder(encoding, { fatal: true }));
  const keep = (piece?: Uint8Array) => {
    decoders = decoders.filter((decoder) => decodes(decoder, piece));
    return decoders.length > 0;
  };
  return {
    goesOn: (piece) => !piece.some(isControl) && keep(piece),
    ends: () => keep(),
  };
}

function decodes(decoder: TextDecoder, piece: Uint8Array | undefined): boolean {
  try {
    decoder.decode(piece, { stream: piece !== undefined });
    return true;
  } catch {
    return false;
  }
}

/** Bytes that no text has in either encoding: below the blank but for tab, line and page breaks. */
const isControl = (byte: number): boolean =>
  byte === 0x7f || (byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d].includes(byte));
