"""What is out of the ordinary in a cómputo: grounds, recounts, acuerdos, late ballots."""

from __future__ import annotations

from auditoria.formatos.computo import Computo, Cotejo
from auditoria.papeles.palabras import plural
from auditoria.reglas.comprobaciones import COMPROBACIONES, NOMBRES
from auditoria.reglas.recuento import TEXTOS
from boletas.impresion.codigos import huella_corta
from boletas.impresion.documento import Bloque, Columna, Parrafo, Seccion, Tabla

ASUNTOS = {
    "no_instalada": "La mesa no se instaló",
    "conflicto": "Cuál de los registros de la mesa cuenta",
    "discrepancia": "Qué cuenta prevalece",
    "empate": "Quién resulta electa",
    "planilla_cancelada": "Una planilla perdió su registro después del sellado",
    "cancelada": "Se cancela la elección de la demarcación",
    "impugnada": "Se impugnó el resultado",
    "resuelta": "Se resolvió la impugnación",
    "revocado": "Un acuerdo anterior queda sin efecto",
}
"""Matter of an acuerdo, in words."""


def novedades(computo: Computo) -> tuple[Seccion, ...]:
    """Section with everything that happened to the counts; none where nothing did."""
    bloques = (*_causales(computo), *_documentos(computo), *_avisos(computo))
    return (Seccion("Causales de recuento, recuentos y acuerdos", bloques),) if bloques else ()


def version_de(computo: Computo) -> int:
    """Number of the cómputo: 1 unless it takes the place of another."""
    return 1 if computo.sustituye is None else computo.sustituye.version + 1


def version_en_palabras(computo: Computo) -> str:
    """What the head of the sheet says of a version after the first."""
    if computo.sustituye is None:
        return ""
    anterior = huella_corta(computo.sustituye.computo)
    return f"Versión {version_de(computo)}: sustituye al cómputo {anterior}, que se conserva"


def _causales(computo: Computo) -> tuple[Bloque, ...]:
    filas = tuple(
        (mesa.mesa, TEXTOS[hallada.causal], _decir(hallada.detalle))
        for mesa in computo.mesas
        for hallada in mesa.causales
    )
    if not filas:
        return ()
    columnas = (Columna("Mesa", 3), Columna("Causal", 9), Columna("Cifras o hechos", 6))
    return (Tabla(columnas, filas, rotulo="Causales de recuento", menuda=True),)


def _decir(detalle: str) -> str:
    """What was found, for who never saw a key: what fails, what is explained idly, figures."""
    return "; ".join(_EN_PALABRAS.get(parte, parte) for parte in detalle.split(", "))


_EN_PALABRAS = {
    # The text of a comparison affirms it; here stand only those that fail.
    **{c.clave: f"No se cumple: {c.texto[0].lower()}{c.texto[1:]}" for c in COMPROBACIONES},
    **{
        f"{c.uno}/{c.otro}": (
            "El acta explica una diferencia que sus cifras no muestran:"
            f" {NOMBRES[c.uno]} / {NOMBRES[c.otro]}"
        )
        for c in COMPROBACIONES
    },
}


def _documentos(computo: Computo) -> tuple[Bloque, ...]:
    filas = [
        (mesa.mesa, "Acta de recuento", huella_corta(mesa.recuento.recuento))
        for mesa in computo.mesas
        if mesa.recuento is not None
    ]
    filas += [
        (f"Acuerdo {a.numero}", ASUNTOS[a.asunto], huella_corta(a.acuerdo))
        for a in computo.acuerdos
    ]
    if not filas:
        return ()
    columnas = (Columna("Documento", 3), Columna("Asunto", 9), Columna("Código", 6))
    return (Tabla(columnas, tuple(filas), rotulo="Recuentos y acuerdos", menuda=True),)


def _avisos(computo: Computo) -> tuple[Bloque, ...]:
    avisos = [
        f"{mesa.mesa}: llegaron {plural(mesa.tardias, 'boleta', 'boletas')} cuando ya no podían"
        " descifrarse; se conservan y se publican sin contarse."
        for mesa in computo.mesas
        if mesa.tardias
    ]
    avisos += [
        f"{mesa.mesa}: el descifrado incluye {plural(mesa.unidas, 'boleta', 'boletas')} de un"
        " equipo de la urna que se halló después del cierre y antes de descifrar; el acta de la"
        " mesa no las registra y queda como se firmó."
        for mesa in computo.mesas
        if mesa.unidas
    ]
    avisos += [
        f"{mesa.mesa}: con tan pocas boletas ni sola ni en conjunto puede descifrarse sin revelar"
        " votos; cuenta su acta."
        for mesa in computo.mesas
        if mesa.cotejo is Cotejo.SIN_DESCIFRAR
    ]
    avisos += [
        f"{mesa.mesa}: su votación se anuló; sus cuentas se publican y no se suman."
        for mesa in computo.mesas
        if mesa.anulada
    ]
    avisos += [
        f"{mesa.mesa}: cuenta el registro número {mesa.registro} en orden de llegada."
        if mesa.registro
        else f"{mesa.mesa}: no cuenta ninguno de sus registros."
        for mesa in computo.mesas
        if mesa.registro is not None
    ]
    return tuple(Parrafo(aviso, menudo=True) for aviso in avisos)
