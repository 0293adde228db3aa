// Ballots that the record publishes beside the urna, and counts nowhere: docs/formato-hallado.md,
// docs/formato-conflictos.md. Nothing here touches a page.

import { CampoInesperado } from "../../../boletas/errores.mjs";
import { leer, leer_arreglo, leer_cadena, leer_campos } from "../../../boletas/cripto/canonico.mjs";
import { leer_sha256, sha256_hex } from "../../../boletas/cripto/huella.mjs";

const LECTORES = {
  "eleccion-jpc/conflictos/v1": leer_conflictos,
  "eleccion-jpc/hallado/v1": leer_hallado,
};

/**
 * Read the ballots of `conflictos.json` or of a `hallado-1.json`.
 *
 * @param {Uint8Array} contenido The file.
 * @returns {{texto: Uint8Array, sha256: string, recibida: string, estado: string}[] | null} `null`
 *   of a file of another kind. `recibida`: what its receipt says. `estado`: `apartada` where the
 *   pase ended otherwise; `hallada` where its machine was found, and only then is not in the urna
 *   when it was found too late to be decrypted.
 * @throws {FallaDeBoletas} It is of that kind and breaks its form.
 */
export function leer_aparte(contenido) {
  const valor = leer(contenido);
  const formato = valor instanceof Map ? valor.get("formato") : null;
  return Object.hasOwn(LECTORES, formato) ? LECTORES[formato](valor) : null;
}

function leer_hallado(valor) {
  const { apartadas, boletas } = leer_campos(valor, [
    "apartadas",
    "boletas",
    "formato",
    "generacion",
    "lineas",
    "mesa",
    "proceso",
    "punto",
    "tras",
  ]);
  return [
    ...leer_arreglo(boletas).map((boleta) => leer_boleta(boleta, "depositada", "hallada")),
    ...leer_arreglo(apartadas).map((aparte) => {
      const { hallada } = leer_campos(aparte, ["consta", "hallada"]);
      return leer_boleta(hallada, "depositada", "apartada");
    }),
  ];
}

function leer_boleta(valor, recibida, estado) {
  const { boleta, huella } = leer_campos(valor, ["boleta", "credencial", "huella"]);
  return con_su_huella(boleta, huella, recibida, estado);
}

function leer_conflictos(valor) {
  const { conflictos } = leer_campos(valor, ["conflictos", "formato", "mesa", "proceso"]);
  const propios = ["credencial", "en_hallada", "en_urna", "generacion"];
  return leer_arreglo(conflictos).flatMap((conflicto) => {
    // A pase that was cancelled in that machine has no ballot there.
    if (!(conflicto instanceof Map && conflicto.has("boleta"))) {
      leer_campos(conflicto, propios);
      return [];
    }
    const campos = leer_campos(conflicto, ["boleta", ...propios, "huella"]);
    const { boleta, en_hallada, huella } = campos;
    return [con_su_huella(boleta, huella, leer_cadena(en_hallada), "apartada")];
  });
}

function con_su_huella(boleta, huella, recibida, estado) {
  const texto = new TextEncoder().encode(leer_cadena(boleta));
  const sha256 = sha256_hex(texto);
  if (leer_sha256(huella) !== sha256) {
    throw new CampoInesperado("una huella de la lista no es la de su boleta");
  }
  return { texto, sha256, recibida, estado };
}
