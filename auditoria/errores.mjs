// Root of every error of `auditoria`, and the two kinds that are told apart. Twin of errores.py.

/**
 * Something in a record is not as its format or the law says.
 *
 * Its message is one sentence in Spanish, for people: where, what and the detail.
 */
export class ErrorAuditoria extends Error {
  static explicacion = "El registro no es correcto";

  constructor(hecho = "", { entrada = "", archivo = "" } = {}) {
    const lugar = [archivo, entrada].filter(Boolean).join(", ");
    super([lugar, new.target.explicacion, hecho].filter(Boolean).join(": "));
    this.name = new.target.name;
    this.hecho = hecho;
    this.entrada = entrada;
    this.archivo = archivo;
  }
}

/** It is a record, and it breaks a rule; canonical form included. */
export class ReglaRota extends ErrorAuditoria {}

/** It cannot be opened, is empty, not of the kind, or over a limit. */
export class NoAbre extends ErrorAuditoria {
  static explicacion = "El archivo no se puede abrir";
}
