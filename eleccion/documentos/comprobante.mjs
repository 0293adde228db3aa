// The code of a comprobante, as a phone reads it. Twin of comprobante.py, save the drawing; page:
// docs/formato-recibo.md.

import { concatBytes } from "@noble/hashes/utils.js";
import { ReglaRota } from "../../auditoria/errores.mjs";
import { es_uuid } from "../../boletas/cripto/definicion.mjs";
import { codificar, decodificar } from "../../boletas/impresion/base45.mjs";
import { Base45Invalida } from "../../boletas/impresion/errores.mjs";

export const PREFIJO = "JPC4:";
const ESTADOS = ["depositada", "comprobada"];

/** The code is not that of a receipt. */
export class CodigoDeReciboInvalido extends ReglaRota {
  static explicacion = "El código no es el de un comprobante";
}

/** A signed receipt, as the QR code carries it: `boleta` has 32 bytes, `firma` 64. */
export class CodigoDeRecibo {
  constructor(uuid, boleta, estado, firma) {
    this.uuid = uuid;
    this.boleta = boleta;
    this.estado = estado;
    this.firma = firma;
    Object.freeze(this);
  }

  /** Write the text of the code. */
  texto() {
    const octetos = concatBytes(
      Uint8Array.of(this.uuid.length),
      new TextEncoder().encode(this.uuid),
      Uint8Array.of(ESTADOS.indexOf(this.estado)),
      this.boleta,
      this.firma,
    );
    return PREFIJO + codificar(octetos);
  }

  /**
   * Read the text of a code; whose signature it is, is for who holds the key to prove.
   *
   * @throws {CodigoDeReciboInvalido} It is not one, or not in its one spelling.
   */
  static leer(texto) {
    let octetos;
    try {
      octetos = decodificar(texto.startsWith(PREFIJO) ? texto.slice(PREFIJO.length) : texto);
    } catch (falla) {
      if (falla instanceof Base45Invalida) throw new CodigoDeReciboInvalido();
      throw falla;
    }
    const largo = octetos[0] ?? 0;
    if (octetos.length !== largo + 98 || octetos[largo + 1] >= ESTADOS.length) {
      throw new CodigoDeReciboInvalido("largo o estado");
    }
    const uuid = String.fromCharCode(...octetos.slice(1, largo + 1));
    if (!es_uuid(uuid)) throw new CodigoDeReciboInvalido("elección");
    const leido = new CodigoDeRecibo(
      uuid,
      octetos.slice(largo + 2, largo + 34),
      ESTADOS[octetos[largo + 1]],
      octetos.slice(largo + 34),
    );
    if (leido.texto() !== texto) throw new CodigoDeReciboInvalido("otra forma de escribirlo");
    return leido;
  }
}
