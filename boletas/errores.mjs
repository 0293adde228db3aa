// Failures a browser can meet. Twin of errores.py: same names, same families, same order; those of
// ceremonies and of custodians stay there. Messages are Spanish, fit to be shown to a person.

/** Root of the package. `entrada` says where: the event of an archive, or empty. */
export class FallaDeBoletas extends Error {
  constructor(mensaje, { entrada = "", culpables = [] } = {}) {
    super(entrada ? `${entrada}: ${mensaje}` : mensaje);
    this.name = new.target.name;
    this.mensaje = mensaje;
    this.entrada = entrada;
    this.culpables = Object.freeze([...culpables]);
  }
}

/** It is a record, and it breaks a rule (canonical form included). */
export class Incumplimiento extends FallaDeBoletas {}

/** It cannot be opened, is empty, is not of the kind, or is over the limits. */
export class Ilegible extends FallaDeBoletas {}

/** The curve library at hand is known to be wrong: nothing may run over it. */
export class BibliotecaInsegura extends FallaDeBoletas {}

// Files
/** The file has no bytes. */
export class ArchivoVacio extends Ilegible {}

/** The file does not begin as a Belenios archive. */
export class NoEsArchivo extends Ilegible {}

/** A text or record is longer than any lawful one can be. */
export class FueraDeLimites extends Ilegible {}

// Text and group
/** The text is not the one canonical spelling of its value. */
export class TextoNoCanonico extends Incumplimiento {}

/** A field is missing, unknown, out of order or of another type. */
export class CampoInesperado extends Incumplimiento {}

/** A scalar is not the decimal spelling of a number below the order of the group. */
export class EscalarNoCanonico extends Incumplimiento {}

/** A point is not 64 lower-case hexadecimal digits. */
export class PuntoNoCanonico extends Incumplimiento {}

/** A point is not a canonical element of the prime-order group (off curve, small order...). */
export class PuntoInvalido extends Incumplimiento {}

/** The identity stands where a proper element is required. */
export class PuntoIdentidad extends PuntoInvalido {}

// Definition, credentials, choices
/** The election definition breaks a rule of its own. */
export class DefinicionInvalida extends Incumplimiento {}

/** The text is not a credential of 22 Base58 characters in groups 5-6-5-6. */
export class CredencialMalEscrita extends Incumplimiento {}

/** A public credential is listed twice. */
export class CredencialRepetida extends Incumplimiento {}

/** The credential list is not an array of public credentials. */
export class ListaInvalida extends Incumplimiento {}

/** The choices do not fit the question. */
export class VotoFueraDeRango extends Incumplimiento {}

// Ballot
/** The ballot carries the uuid of another election. */
export class BoletaDeOtraEleccion extends Incumplimiento {}

/** The ballot carries the fingerprint of another definition. */
export class BoletaDeOtraDefinicion extends Incumplimiento {}

/** The ballot's credential is not in the published list. */
export class CredencialNoListada extends Incumplimiento {}

/** The ballot has no signature. */
export class BoletaSinFirma extends Incumplimiento {}

/** The hash that was signed is not the hash of the ballot. */
export class HashDeBoletaDistinto extends Incumplimiento {}

/** The signature was not made with the ballot's credential. */
export class FirmaDeBoletaFalsa extends Incumplimiento {}

/** Answers, ciphertexts or proofs are more or fewer than the definition says. */
export class NumeroDeRespuestas extends Incumplimiento {}

/** A ciphertext is not proved to hold 0 or 1 by this voter in this election. */
export class PruebaIndividualFalsa extends Incumplimiento {}

/** The sum of an answer is not proved to lie between minimum and maximum. */
export class PruebaGlobalFalsa extends Incumplimiento {}

/** It is not proved that a blank vote excludes every other choice. */
export class PruebaDeBlancoFalsa extends Incumplimiento {}

// Opened ballot
/** The opening is of another ballot or election, or its parts are not of one opening. */
export class AperturaAjena extends Incumplimiento {}

/** The opening has more or fewer answers or exponents than the ballot, or lacks a part. */
export class AperturaIncompleta extends Incumplimiento {}

/** Encrypting again what the opening says does not give the ballot. */
export class AperturaFalsa extends Incumplimiento {}

// Trustees
/** A trustee does not prove knowledge of the secret of its key. */
export class PruebaDeConocimientoFalsa extends Incumplimiento {}

/** A message of the ceremony is not signed by its sender. */
export class FirmaDeMensajeFalsa extends Incumplimiento {}

// Archive
/** A tar record differs from the only bytes it may have. */
export class RegistroAlterado extends Incumplimiento {}

/** The archive ends inside a record or between the records of one event. */
export class ArchivoTruncado extends Incumplimiento {}

/** An event does not follow from the one before it (parent or height). */
export class CadenaRota extends Incumplimiento {}

/** A record is not the one its name or its event announces. */
export class ContenidoDistinto extends Incumplimiento {}

/** The archive holds a type of event this verifier does not know. */
export class SucesoDesconocido extends Incumplimiento {}

/** An event stands where the order of events does not allow it. */
export class SucesoFueraDeOrden extends Incumplimiento {}

// Decryption
/** A decryption factor fails the proof of protocol version 1. */
export class FactorFalso extends Incumplimiento {}

/** A second proof does not hold for this ciphertext, factor and trustee. */
export class SegundaPruebaFalsa extends Incumplimiento {}
