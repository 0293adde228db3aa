// What can go wrong when what was printed is read again. Twin of errores.py: the same names and
// order, of those that a browser can meet.

import { Ilegible } from "../errores.mjs";

/** Every failure to lay out, draw or read what is printed. */
export class FallaImpresion extends Ilegible {}

/** A typed code is not of its kind, or has characters that its alphabet lacks. */
export class CodigoIlegible extends FallaImpresion {}

/** Text that is not the one base 45 spelling of any bytes. */
export class Base45Invalida extends FallaImpresion {}
