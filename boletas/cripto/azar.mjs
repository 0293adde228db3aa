// The port through which randomness comes in, and the only real source behind it. Twin of azar.py.
//
// A source has one method, `menor_que(n)`: uniform in [0, n), every call independent. One that
// repeats or predicts a value reveals votes and keys, so only tests may inject another.

/** The browser's generator, by rejection: no bias modulo the order of the group. */
export class AzarDelSistema {
  /** Draw uniformly from `[0, n)`; `n` is a positive BigInt. */
  menor_que(n) {
    const bits = (n - 1n).toString(2).length;
    const octetos = new Uint8Array((bits + 7) >> 3);
    // Each draw has the bits of n - 1 and no more, so fewer than half of them are thrown away.
    for (;;) {
      crypto.getRandomValues(octetos);
      octetos[0] &= 0xff >> (8 * octetos.length - bits);
      let valor = 0n;
      for (const octeto of octetos) valor = (valor << 8n) | BigInt(octeto);
      if (valor < n) return valor;
    }
  }
}

export const AZAR = Object.freeze(new AzarDelSistema());
