// A sentence as its recordings, in the order in which they are heard. Twin of eleccion/dominio/voces.py:
// both name the same pieces, or a kiosk would wait for a recording that nobody was asked for.

const LETRA = /\p{L}/u;

/**
 * Take a text apart: words by the name of their recording, `{ nombre }`, and places to fill in,
 * `{ hueco }`.
 */
export function partir(clave, texto) {
  const partes = texto.split(/\{(\w+)\}/);
  if (partes.length === 1) return [{ nombre: clave }];
  let numero = 0;
  return partes.flatMap((parte, lugar) => {
    if (lugar % 2) return [{ hueco: parte }];
    return LETRA.test(parte) ? [{ nombre: `${clave}-${(numero += 1)}` }] : [];
  });
}

/** Spell a code: the recording of each of its letters and figures. */
export function deletrear(codigo) {
  const caracteres = codigo.toUpperCase().match(/[0-9A-Z]/g) ?? [];
  return caracteres.map((c) => (/[0-9]/.test(c) ? `numero_${c}` : `letra_${c}`));
}

/** The same code for a voice that speaks: letter by letter, or it would read words into it. */
export function espaciar(codigo) {
  const grupos = codigo.toUpperCase().match(/[0-9A-Z]+/g) ?? [];
  return grupos.map((grupo) => [...grupo].join(" ")).join(", ");
}

/** Say a number: its own recording, or figure by figure when it has none. */
export function contar(numero, tiene) {
  return tiene(`numero_${numero}`) ? [`numero_${numero}`] : deletrear(numero);
}
